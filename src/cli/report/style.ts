/** The whole style of a report page: light and dark by the reader's setting, light on paper, no font from outside. */
export const reportStyle = `
:root{color-scheme:light dark;--page:#f6f6f3;--paper:#fff;--line:#d9d9d3;--ink:#1b1b1a;--soft:#5c5c57;--good:#0b7a42;--weak:#c2410c;--warn:#8a6100;--mark:#3b5bdb;--track:#ececE7}
@media (prefers-color-scheme:dark){:root{--page:#141413;--paper:#1e1e1d;--line:#3a3a37;--ink:#ebebe7;--soft:#a8a8a2;--good:#4fc889;--weak:#ff9d6e;--warn:#e6bb53;--mark:#9db2ff;--track:#2b2b29}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1000px;padding:20px 16px 60px;background:var(--page);color:var(--ink);font:15px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
h1{font-size:24px;line-height:1.3;margin:0 0 8px}
h2{font-size:18px;margin:0 0 6px}
p{margin:0 0 8px}
.facts{margin:0 0 20px;padding:0;list-style:none;color:var(--soft);font-size:14px}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:16px;margin:0 0 16px}
.quiet{color:var(--soft)}
.note{color:var(--soft);font-size:14px;max-width:52em}
.findings{list-style:none;margin:10px 0;padding:0}
.findings li{border-left:4px solid var(--line);padding:4px 10px;margin:0 0 6px}
.findings .good{border-color:var(--good)}.findings .warn{border-color:var(--warn)}.findings .bad{border-color:var(--weak)}
.findings b{margin-right:6px}.findings .good b{color:var(--good)}.findings .warn b{color:var(--warn)}.findings .bad b{color:var(--weak)}
.scroll{overflow-x:auto;margin:12px 0 0}
table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding:0 0 4px}
th,td{padding:5px 18px 5px 0;overflow-wrap:normal;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th{font-weight:600;white-space:nowrap}
td.r,th.r{text-align:right;white-space:nowrap}

td.good{color:var(--good)}td.warn{color:var(--warn)}td.bad{color:var(--weak);font-weight:600}
figure{margin:14px 0 0;padding:0}
figcaption{font-weight:600;margin:0 0 6px}
.row{display:grid;grid-template-columns:minmax(0,210px) minmax(0,1fr);gap:4px 12px;align-items:center;margin:0 0 4px}
.row .name{font-size:13.5px;line-height:1.3}
svg{display:block;width:100%;overflow:visible}
td:last-child{min-width:4em}
svg text{font-size:11px;fill:var(--soft)}
.square{max-width:420px}.square svg text{font-size:12px}.square svg text.name{fill:var(--ink)}
.base{stroke:var(--line)}.even{stroke:var(--soft);stroke-dasharray:2 3}.mark{stroke:var(--mark);stroke-width:1.5;stroke-dasharray:4 3}
.strip circle{fill:currentColor;opacity:.38}.strip .box{fill:currentColor;opacity:.2}.strip .middle{stroke:currentColor;stroke-width:2.5}
.strip.good{color:var(--good)}.strip.bad{color:var(--weak)}.strip.warn{color:var(--warn)}
.point{fill:var(--mark);opacity:.6}
.track{fill:var(--track)}.bar.s0{fill:var(--good)}.bar.s1{fill:var(--weak)}
svg .inside{fill:var(--paper)}
.key span{margin-right:16px;font-size:13.5px}.key span::before{content:"";display:inline-block;width:12px;height:9px;margin-right:6px;background:var(--good)}.key .s1::before{background:var(--weak)}
details{border-top:1px solid var(--line);padding:8px 0}
summary{cursor:pointer}
.talk{list-style:none;margin:8px 0 0;padding:0}
.talk li{padding:3px 0}.talk b{display:inline-block;min-width:5.5em;margin-right:8px;font-weight:600;color:var(--soft)}
@media (max-width:620px){body{padding:14px 10px 40px}section{padding:12px}.row{grid-template-columns:minmax(0,1fr);gap:0;margin:0 0 8px}}
@media print{:root{color-scheme:light;--page:#fff;--paper:#fff;--line:#bbb;--ink:#000;--soft:#444;--good:#0b7a42;--weak:#b33a08;--warn:#7a5600;--mark:#223f9e;--track:#eee}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}body{max-width:none;padding:0;font-size:11pt}section{border:0;padding:0;margin:0 0 14pt}.row,figure.square,tr,.findings li{break-inside:avoid}h2,figcaption{break-after:avoid}details:not([open]){display:none}.scroll{overflow:visible}table{font-size:9pt}th,td{padding:2pt 5pt 2pt 0}th,td.r{white-space:normal}}
`;
