/** Small on purpose: the reader's own fonts, one accent, and nothing that needs a picture or a script. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #15181d);
  --raised: light-dark(#f5f6f8, #1d2127);
  --line: light-dark(#dcdfe4, #343a43);
  --ink: light-dark(#1a1d21, #e4e7eb);
  --quiet: light-dark(#5a626d, #a0a8b3);
  --accent: light-dark(#0b57b0, #8ab8f5);
  --warn: light-dark(#8a4b00, #f0b568);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
body > header { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem max(clamp(1rem, 4vw, 3rem), 50% - 38rem + clamp(1rem, 4vw, 3rem)); border-bottom: 1px solid var(--line); }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 5rem; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:not(:hover) { text-decoration-color: color-mix(in srgb, currentcolor 35%, transparent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.brand { color: inherit; font-weight: 650; text-decoration: none; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--ground); }
.skip:focus { left: 0; }
h1 { margin: .5rem 0 .25rem; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 2.75rem 0 .75rem; font-size: 1.2rem; }
p { max-width: 46rem; }
code, pre, .mono { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
pre { margin: .75rem 0; padding: .9rem 1.1rem; overflow-x: auto; background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; line-height: 1.5; overflow-wrap: normal; }
.nowrap { white-space: nowrap; }
.quiet, .count { color: var(--quiet); }
.count { font-weight: 400; font-size: .9em; margin-left: .35rem; }
.lead { font-size: 1.08rem; }
.tags { display: flex; flex-wrap: wrap; gap: .4rem; margin: .6rem 0 1rem; padding: 0; list-style: none; }
.tag { display: inline-block; padding: .05rem .5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--quiet); font-size: .8rem; white-space: nowrap; }
.tag.warn { color: var(--warn); border-color: currentcolor; }
.notice { padding: .6rem 1rem; border-left: 3px solid var(--warn); background: var(--raised); }
.domains { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: 0 0 1rem; padding: 0; list-style: none; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1.25rem 0 1.5rem; }
label { display: grid; gap: .2rem; font-size: .85rem; color: var(--quiet); }
label.wide { flex: 1 1 20rem; max-width: 32rem; }
input, select, button { font: inherit; color: inherit; padding: .45rem .7rem; background: var(--ground); border: 1px solid light-dark(#8b929c, #6b7480); border-radius: .35rem; min-height: 2.6rem; }
button { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 600; cursor: pointer; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .5rem .9rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-size: .8rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; }
.list { table-layout: fixed; }
.list th:nth-child(1) { width: 40%; }
.list th:nth-child(2) { width: 7rem; }
.list th:nth-child(4) { width: 12rem; }
.list tbody th a { font-weight: 600; }
.members { table-layout: fixed; }
.members th:nth-child(1) { width: 30%; }
.members th:nth-child(2) { width: 20%; }
.members tbody th { padding-left: calc(var(--depth, 0) * 1rem); }
.d1 { --depth: 1; } .d2 { --depth: 2; } .d3 { --depth: 3; } .d4 { --depth: 4; }
.stem { color: var(--quiet); }
.must { color: var(--warn); font-size: .8rem; white-space: nowrap; }
.limits { margin: .15rem 0 0; padding: 0; list-style: none; color: var(--quiet); font-size: .88rem; }
.limits li { display: inline; }
.limits li + li::before { content: " · "; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.5rem; margin: 1.25rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
dd ul { display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: 0; padding: 0; list-style: none; }
[aria-current] { font-weight: 650; }
@media (max-width: 44rem) {
  thead { position: absolute; left: -100vw; }
  table, tbody, tr, th, td { display: block; }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: .1rem 0; border: 0; }
  .list th:nth-child(n), .members th:nth-child(n) { width: auto; padding-left: 0; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
}
`;
