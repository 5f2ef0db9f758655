/** The shop's own looks: small, readable, at home on a phone. */
export const shopStyle = `
:root{color-scheme:light;--ink:#1e1e1e;--quiet:#5f6368;--line:#d5d8dc;--accent:#2f5bd0}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:#fff}
header,main,footer{max-width:60rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline;border-bottom:1px solid var(--line)}
header strong{margin-right:auto}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.2}
.products{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem;padding:0;list-style:none}
.products li,.box{border:1px solid var(--line);border-radius:.5rem;padding:1rem}
.price{color:var(--quiet)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.5rem .5rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.number{text-align:right;font-variant-numeric:tabular-nums}
label{display:block;margin:.75rem 0 .25rem}
input,select{font:inherit;padding:.5rem;border:1px solid #8c8f94;border-radius:.25rem;max-width:100%}
form.fields input,form.fields select{width:100%}
button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:1px solid var(--accent);border-radius:.25rem;background:var(--accent);color:#fff;cursor:pointer}
button.plain{background:#fff;color:var(--accent)}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}
.notice{border-left:4px solid var(--accent);background:#eef2fd;padding:.75rem 1rem}
.notice.error{border-color:#b32d2e;background:#fcf0f1}
footer{color:var(--quiet);font-size:.875rem}
.scroll{overflow-x:auto}
.totals{margin-top:1rem}
a.go{display:inline-block;min-height:2.75rem;padding:.6rem 1rem;border-radius:.25rem;background:var(--accent);color:#fff;text-decoration:none}
`;

/** As much of wp-admin's looks as a page of the plugin expects to find. */
export const adminStyle = `
:root{--wp-admin-theme-color:#2271b1}
body{margin:0;background:#f0f0f1;color:#3c434a;font:13px/1.4 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,sans-serif}
#bar{display:flex;flex-wrap:wrap;gap:0 1.25rem;background:#1d2327;padding:.6rem 20px}
#bar a{color:#f0f0f1;text-decoration:none;padding:.25rem 0}
#bar a[aria-current]{font-weight:600;border-bottom:3px solid #72aee6}
.wrap{margin:10px 20px 40px}
h1{font-size:23px;font-weight:400;margin:0;padding:9px 0 4px;line-height:1.3}
.wp-header-end{visibility:hidden;margin:-2px 0 0}
a{color:#2271b1}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid #2271b1;outline-offset:1px}
.nav-tab-wrapper{border-bottom:1px solid #c3c4c7;padding-top:9px;display:flex;flex-wrap:wrap;gap:4px;margin-bottom:12px}
.nav-tab{border:1px solid #c3c4c7;border-bottom:none;background:#dcdcde;color:#50575e;padding:5px 10px;font-size:14px;line-height:1.71;font-weight:600;text-decoration:none;margin-bottom:-1px}
.nav-tab-active{background:#f0f0f1;border-bottom:1px solid #f0f0f1;color:#000}
.screen-reader-text{border:0;clip-path:inset(50%);height:1px;margin:-1px;overflow:hidden;padding:0;position:absolute;width:1px;white-space:nowrap}
table.list{border-collapse:collapse;width:100%;background:#fff;border:1px solid #c3c4c7}
.list th,.list td{text-align:left;padding:8px 10px;border-bottom:1px solid #f0f0f1;vertical-align:top}
.number{text-align:right!important;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.card{background:#fff;border:1px solid #c3c4c7;padding:12px 16px;margin:12px 0;max-width:60rem}
.row{display:flex;flex-wrap:wrap;gap:8px;align-items:end}
.row label{display:block}
.card form.row{margin:12px 0}
.list form.row{margin:0}
.totals{margin-top:12px}
.totals th{text-align:left;padding-right:24px;font-weight:400}
.button,.row button,.list button{font:inherit;min-height:32px;padding:0 10px;border:1px solid #2271b1;border-radius:3px;background:#f6f7f7;color:#2271b1;cursor:pointer}
input:where(:not(.components-text-control__input)),select{font:inherit;min-height:30px;padding:0 8px;border:1px solid #8c8f94;border-radius:4px;max-width:100%}
.notice{background:#fff;border:1px solid #c3c4c7;border-left:4px solid #72aee6;padding:8px 12px;margin:12px 0}
.notice.error{border-left-color:#d63638}
`;
