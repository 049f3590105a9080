namespace HwGen.Pruner.Report;

/// <summary>How the page looks.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --paper: #ffffff; --ground: #f5f6f8; --ink: #1c2330; --soft: #667085; --line: #e3e7ee; --ghost: #dde3ec; --density: #2f6fde; --error: #d9822b; --bytes: #1f9d76; --clocks: #7a5af0; --tick: #1c2330; }
        @media (prefers-color-scheme: dark) { :root { --paper: #171c25; --ground: #0f131a; --ink: #e7ebf2; --soft: #93a0b4; --line: #2a3240; --ghost: #2d3645; --density: #5b93f5; --error: #eba356; --bytes: #43c79b; --clocks: #9d86ff; --tick: #e7ebf2; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1140px; margin: 0 auto; padding: 40px 24px 64px; }
        h1 { margin: 0; font-size: 30px; letter-spacing: -0.02em; }
        header p { margin: 4px 0 0; color: var(--soft); }
        header b { color: var(--ink); font-weight: 600; }
        h2 { margin: 0 0 12px; font-size: 17px; }
        section { margin-top: 24px; padding: 22px 24px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 16px; padding: 0; background: none; border: 0; }
        .card { padding: 18px 20px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
        .card b { display: block; font-size: 32px; line-height: 1.15; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
        .card span { display: block; font-weight: 600; }
        .card small { color: var(--soft); }
        .wide { overflow-x: auto; }
        svg { display: block; width: 100%; min-width: 860px; height: auto; }
        svg text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; white-space: pre; }
        svg .head { fill: var(--soft); font-weight: 600; }
        svg .name { text-anchor: end; }
        svg .stripe { fill: var(--ground); }
        svg .ghost { fill: var(--ghost); }
        svg .tick { fill: var(--tick); }
        .p0 { fill: var(--density); } .p1 { fill: var(--error); } .p2 { fill: var(--bytes); } .p3 { fill: var(--clocks); }
        .legend, .note { margin: 12px 0 0; color: var(--soft); font-size: 13px; }
        .legend i { display: inline-block; width: 22px; height: 10px; margin: 0 4px 0 14px; border-radius: 2px; vertical-align: baseline; }
        .legend i:first-child { margin-left: 0; }
        .legend .bar { background: linear-gradient(90deg, var(--bytes) 50%, var(--clocks) 50%); } .legend .ghost { background: var(--ghost); } .legend .tick { width: 2px; height: 14px; background: var(--tick); vertical-align: -2px; }
        table { width: 100%; border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th { color: var(--soft); font-weight: 600; }
        th, td { padding: 5px 8px; text-align: right; border-bottom: 1px solid var(--line); }
        th:first-child, td:first-child, th:nth-child(5), td:nth-child(5) { text-align: left; }
        .trade-table { width: auto; margin-top: 18px; } .trade-table th:nth-child(5), .trade-table td:nth-child(5) { text-align: right; } .trade-table .total td { border-bottom: 1px solid var(--line); }
        .total td { font-weight: 600; border-bottom: 0; }

        """;
}
