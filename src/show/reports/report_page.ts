// The HTML page of a run, as a template of eta. It holds its own style and asks for nothing from elsewhere.

const STYLE = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1b1f24; --dim: #59636e; --line: #d1d9e0; --soft: #f3f5f7;
  --done: #2da44e; --failed: #cf222e; --blocked: #9a6700; --skipped: #818b98; --running: #8250df; --hot: #0969da; }
@media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --dim: #9198a1; --line: #30363d;
  --soft: #161b22; --done: #3fb950; --failed: #f85149; --blocked: #d29922; --skipped: #6e7681; --running: #ab7df8;
  --hot: #4493f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--bg); color: var(--fg);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; margin: 0 0 .25rem; padding-left: .75rem; border-left: .35rem solid var(--failed); }
h1.fine { border-color: var(--done); }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; }
.dim { color: var(--dim); font-size: .875rem; }
.failure { border: 1px solid var(--line); border-left: .35rem solid var(--failed); border-radius: .4rem;
  padding: .75rem; margin: .75rem 0; }
pre { margin: .5rem 0 0; padding: .75rem; overflow-x: auto; background: var(--soft); border-radius: .4rem;
  font: .8125rem/1.45 ui-monospace, monospace; overflow-wrap: normal; }
pre span { display: block; min-height: 1.45em; }
pre .mark { color: var(--failed); font-weight: 600; }
pre .place { color: var(--dim); }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: .5rem .75rem; }
summary { cursor: pointer; }
.row { display: grid; grid-template-columns: minmax(8rem, 19rem) 1fr 4.5rem; gap: .75rem; align-items: center;
  padding: .25rem 0; border-top: 1px solid var(--line); }
.row.owned { border-top: 0; padding-top: 0; }
.row.owned .name { padding-left: 2.35rem; }
.row.hook .name { font-size: .875rem; }
.name::before { content: "·"; display: inline-block; width: 1.35rem; color: var(--dim); }
.done .name::before { content: "✓"; color: var(--done); } .failed .name::before { content: "✗"; color: var(--failed); }
.blocked .name::before { content: "⊘"; color: var(--blocked); }
.skipped .name::before { content: "»"; } .running .name::before { content: "◌"; color: var(--running); }
.row.owned .name::before { margin-left: -1rem; width: 1rem; }
.name small { color: var(--dim); margin-left: .35rem; }
.track { position: relative; height: .9rem; background: var(--soft); border-radius: .25rem; }
.hook .track { height: .45rem; }
.bar { position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: .25rem; background: var(--skipped); }
.done .bar { background: var(--done); } .failed .bar { background: var(--failed); }
.blocked .bar { background: var(--blocked); } .running .bar { background: var(--running); }
.critical .bar { outline: 2px solid var(--hot); outline-offset: 1px; }
.critical .name b { color: var(--hot); }
.failed .name b { color: var(--failed); }
.time { text-align: right; font-variant-numeric: tabular-nums; color: var(--dim); font-size: .875rem; }
@media (max-width: 40rem) {
  .row { grid-template-columns: 1fr auto; gap: .15rem .5rem; }
  .track { grid-column: 1 / -1; grid-row: 2; }
  body { padding: .75rem; }
  .failure { padding: .6rem; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .6rem; font-size: .75rem; }
  pre span:not(.code) { padding-left: 4ch; text-indent: -4ch; }
  pre .code { white-space: pre; }
}`;

/** The page; its data are made in report_html.ts. */
export const REPORT_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title><%= it.headline %></title>
<style>${STYLE}
</style>
</head>
<body>
<h1 class="<%= it.isFine ? "fine" : "" %>"><%= it.headline %></h1>
<p class="dim"><%= it.started %><% for (const { file } of it.files) { %> · <%= file %><% } %></p>
<% if (it.failures.length > 0) { %>
<h2>What failed</h2>
<% for (const failure of it.failures) { %>
<section class="failure">
<h3><%= failure.title %></h3>
<p class="dim"><%= failure.code %><% if (failure.file !== undefined) { %> · <%= failure.file %><% if (failure.line !== undefined) { %>:<%= failure.line %><% } %><% } %></p>
<% if (failure.blocked.length > 0) { %>
<p>Not worked on because of it: <%= failure.blocked.join(", ") %></p>
<% } %>
<pre><% for (const line of it.linesOf(failure.text)) { %><span<% if (line.kind) { %> class="<%= line.kind %>"<% } %>><%= line.text %></span><% } %></pre>
</section>
<% } %>
<% } %>
<% if (it.bars.length > 0) { %>
<h2>What happened when</h2>
<% if (it.path.length > 0) { %>
<p class="dim">The run took <%= it.total %> because of <%= it.path.join(" → ") %> (outlined).</p>
<% } %>
<% for (const bar of it.bars) { %>
<div class="row <%= bar.outcome %><%= bar.isHook ? " hook" : "" %><%= bar.isOwned ? " owned" : "" %><%= bar.isCritical ? " critical" : "" %>">
<div class="name"><b><%= bar.label %></b><small><%= bar.detail %></small></div>
<div class="track"><div class="bar" style="left:<%= bar.left %>%;width:<%= bar.width %>%"></div></div>
<div class="time"><%= bar.time %></div>
</div>
<% } %>
<% } %>
<% if (it.warnings.length > 0) { %>
<h2>Warnings</h2>
<% for (const warning of it.warnings) { %>
<p><%= warning.message %> <span class="dim"><%= warning.code %></span></p>
<% } %>
<% } %>
<% if (it.logs.length > 0) { %>
<h2>Output</h2>
<% for (const log of it.logs) { %>
<details><summary><%= log.title %> <span class="dim"><%= log.lines %> <%= log.lines === 1 ? "line" : "lines" %></span></summary><pre><%= log.text %></pre></details>
<% } %>
<% } %>
</body>
</html>
`;
