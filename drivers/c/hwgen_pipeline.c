/* The jobs of a layer, overlapped: while one computes, the image of the next loads, its activations are packed and sent, and the
 * outputs of the one before are put away. Images are sent ahead, past the end of the layer. */
#include "hwgen_internal.h"

/* A job: part number and chunk of rows. Jobs run part by part, so that an image is loaded once. */
typedef struct job_place {
    uint32_t part;
    uint32_t chunk;
} job_place;

/* The activations that a panel holds. */
typedef struct panel_content {
    uint32_t first_k, k, chunk, bytes; /* bytes 0: none */
} panel_content;

typedef struct pipeline {
    hwgen_device *device;
    hwgen_feed *feed;
    const hwgen_gemm *gemm;
    const hwgen_buffers *buffers;
    uint32_t rows, chunks;
    job_place queue, send, receive, store; /* the next job to be queued, ... */
    panel_content panel[2];
    int prepared;  /* panel that holds the activations to be sent next, -1: none */
    int sending;   /* panel that is being sent or was sent last, -1: none */
    int receiving; /* 1: the output transfer runs */
    int full;      /* outputs that came whole and wait for being put away */
    int into, from; /* buffer of the next output transfer, buffer to put away next */
    int ended;     /* 1: the interrupt has said that the job whose outputs are received has ended */
} pipeline;

static void advance(const pipeline *line, job_place *place)
{
    if (++place->chunk == line->chunks) {
        place->chunk = 0;
        place->part++;
    }
}

static int is_left(const pipeline *line, const job_place *place)
{
    return place->part < line->gemm->part_count;
}

static int is_before(const job_place *place, const job_place *other)
{
    return place->part < other->part || (place->part == other->part && place->chunk < other->chunk);
}

static uint32_t rows_of_chunk(const pipeline *line, uint32_t chunk)
{
    uint32_t rest = line->rows - chunk * line->gemm->rows_per_job;

    return rest < line->gemm->rows_per_job ? rest : line->gemm->rows_per_job;
}

static void queue_job(pipeline *line)
{
    hwgen_part part = hwgen_part_of(line->gemm, line->queue.part);
    hwgen_job job;

    job.rows = rows_of_chunk(line, line->queue.chunk);
    job.blocks = (uint32_t)hwgen_divide_up(part.k, HWGEN_BLOCK);
    job.raw = line->gemm->raw || hwgen_is_cut_in_k(line->gemm);
    job.release = line->queue.chunk + 1 == line->chunks;
    job.output = line->gemm->output;
    hwgen_start_job(line->device, &job);
    advance(line, &line->queue);
}

static int holds(const panel_content *panel, const hwgen_part *part, uint32_t chunk)
{
    return panel->bytes > 0 && panel->first_k == part->first_k && panel->k == part->k && panel->chunk == chunk;
}

/* Packs the activations of the next job, unless a panel holds them still: jobs over other channels read the same. */
static void prepare(pipeline *line)
{
    hwgen_part part = hwgen_part_of(line->gemm, line->send.part);
    uint32_t chunk = line->send.chunk;
    int spare = line->sending == 0 ? 1 : 0;

    if (holds(&line->panel[1 - spare], &part, chunk)) {
        line->prepared = 1 - spare;
        return;
    }
    line->prepared = spare;
    if (holds(&line->panel[spare], &part, chunk))
        return;
    line->panel[spare].first_k = part.first_k;
    line->panel[spare].k = part.k;
    line->panel[spare].chunk = chunk;
    line->panel[spare].bytes =
        hwgen_pack(line->gemm, line->buffers->input, &part, chunk * line->gemm->rows_per_job, rows_of_chunk(line, chunk),
                   line->buffers->panels + (size_t)spare * line->buffers->panel_bytes);
}

/* Starts what can be started on the streams into the accelerator. Returns 1 if anything was done, negative on a failure. */
static int feed_inputs(pipeline *line, int busy)
{
    const hwgen_port *port = &line->device->port;
    int progress = 0;
    hwgen_part image;

    if ((busy & HWGEN_TRANSFER_WEIGHT) == 0 && hwgen_feed_next(line->feed, &image)) {
        if (port->start_weight_transfer(port->context, image.image, image.image_bytes) != 0)
            return -1;
        progress = 1;
    }
    if ((busy & HWGEN_TRANSFER_ACTIVATION) == 0 && line->prepared >= 0) {
        if (port->start_activation_transfer(port->context, line->buffers->panels + (size_t)line->prepared * line->buffers->panel_bytes,
                                            line->panel[line->prepared].bytes) != 0)
            return -1;
        line->sending = line->prepared;
        line->prepared = -1;
        advance(line, &line->send);
        progress = 1;
    }
    if (line->prepared < 0 && is_left(line, &line->send)) {
        prepare(line);
        progress = 1;
    }
    return progress;
}

static int take_outputs(pipeline *line, int busy)
{
    const hwgen_port *port = &line->device->port;
    int progress = 0;

    if (line->receiving && (busy & HWGEN_TRANSFER_OUTPUT) == 0) {
        line->receiving = 0;
        line->full++;
        progress = 1;
    }
    if (!line->receiving && is_before(&line->receive, &line->queue)) {
        hwgen_part part = hwgen_part_of(line->gemm, line->receive.part);

        if (port->start_output_transfer(port->context, line->buffers->receives + (size_t)line->into * line->buffers->receive_bytes,
                                        hwgen_output_bytes(line->gemm, &part, rows_of_chunk(line, line->receive.chunk)))
            != 0)
            return -1;
        (void)hwgen_take_interrupts(line->device); /* of the job before */
        line->ended = 0;
        line->receiving = 1;
        line->into = 1 - line->into;
        advance(line, &line->receive);
        progress = 1;
    }
    if (line->full > 0) {
        hwgen_unpack(line->gemm, line->buffers, line->store.part, line->store.chunk * line->gemm->rows_per_job,
                     rows_of_chunk(line, line->store.chunk),
                     line->buffers->receives + (size_t)line->from * line->buffers->receive_bytes);
        line->full--;
        line->from = 1 - line->from;
        advance(line, &line->store);
        progress = 1;
    }
    return progress;
}

/* One round: whatever can go on goes on. Sets progress; an error ends the layer. */
static hwgen_result turn(pipeline *line, int *progress)
{
    const hwgen_port *port = &line->device->port;
    int busy = port->poll_transfers(port->context);
    hwgen_result result = hwgen_check_status(line->device);
    int queued = 0;
    int fed, taken;

    if (result != HWGEN_OK)
        return result;
    if (busy < 0)
        return HWGEN_ERROR_PORT;
    if (is_left(line, &line->queue) && hwgen_is_ready(line->device)) {
        queue_job(line);
        queued = 1;
    }
    fed = feed_inputs(line, busy);
    taken = take_outputs(line, busy);
    *progress = queued || fed > 0 || taken > 0;
    return fed < 0 || taken < 0 ? HWGEN_ERROR_PORT : HWGEN_OK;
}

/* Sleeps until the job that gives outputs has ended, if all that it needs was started: nothing is lost if its end came before. */
static hwgen_result sleep_through_job(pipeline *line)
{
    int ended;

    if (line->device->port.wait == NULL || !line->receiving || line->ended || is_before(&line->send, &line->receive))
        return HWGEN_OK;
    ended = hwgen_wait(line->device);
    if (ended > 0)
        line->ended = 1;
    return ended < 0 ? HWGEN_ERROR_PORT : HWGEN_OK;
}

hwgen_result hwgen_run_gemm(hwgen_device *device, hwgen_feed *feed, const hwgen_gemm *gemm, const hwgen_buffers *buffers)
{
    pipeline line = {0};
    uint32_t idle = 0;

    line.device = device;
    line.feed = feed;
    line.gemm = gemm;
    line.buffers = buffers;
    line.rows = gemm->samples * gemm->rows_per_sample;
    line.chunks = (uint32_t)hwgen_divide_up(line.rows, gemm->rows_per_job);
    line.prepared = line.sending = -1;
    while (is_left(&line, &line.store)) {
        int progress = 0;
        hwgen_result result = turn(&line, &progress);

        if (result == HWGEN_OK && !progress)
            result = sleep_through_job(&line);
        if (result != HWGEN_OK)
            return result;
        idle = progress ? 0 : idle + 1;
        if (idle > device->poll_limit)
            return HWGEN_ERROR_TIMEOUT;
    }
    return HWGEN_OK;
}

/* ---- images in the order of the jobs ---- */

void hwgen_feed_layer(hwgen_feed *feed, const hwgen_gemm *gemm)
{
    feed->plan = NULL;
    feed->offset = 0;
    feed->steps = 0;
    feed->gemm = *gemm;
    feed->part = 0;
}

void hwgen_feed_plan(hwgen_feed *feed, const hwgen_plan *plan)
{
    static const hwgen_gemm none = {0};

    feed->plan = plan;
    feed->offset = 0;
    feed->steps = plan->steps;
    feed->gemm = none;
    feed->part = 0;
}

int hwgen_feed_next(hwgen_feed *feed, hwgen_part *part)
{
    while (feed->part == feed->gemm.part_count) {
        hwgen_step step;

        if (feed->steps == 0)
            return 0;
        feed->offset += hwgen_read_step(feed->plan, feed->offset, &step);
        feed->steps--;
        if (step.kind == HWGEN_STEP_GEMM) {
            feed->gemm = hwgen_next_gemm(&step);
            feed->part = 0;
        }
    }
    *part = hwgen_part_of(&feed->gemm, feed->part);
    feed->part++;
    return 1;
}
