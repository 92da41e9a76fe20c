import EntenteRendering

/// The look of an HTML report: one column of text, wider figures, light and dark, and paper.
enum ReportStyle {
    static let sheet = """
        :root{color-scheme:light dark;--ground:#ffffff;--text:#1a1a1a;--quiet:#555b63;--line:#d5d9de;--panel:#f6f7f9;
        --link:#005a9c;--problem:#a3330a;--problem-ground:#fdeee6}
        @media (prefers-color-scheme:dark){:root{--ground:#16191d;--text:#eceef0;--quiet:#aab0b8;--line:#3a4048;--panel:#1f242a;
        --link:#7cc0f2;--problem:#ff9a66;--problem-ground:#3a2014}
        .entente-map.theme-light{\(MapOptions.Theme.dark.customProperties)}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--text);font:1.0625rem/1.6 Charter,"Bitstream Charter",Georgia,
        "DejaVu Serif",serif;-webkit-text-size-adjust:100%}
        main{max-width:44rem;margin:0 auto;padding:2.5rem 1.25rem 1rem}
        h1,h2,h3,h4,.caption,figcaption,table,.byline,.remark,summary,footer,.problem{font-family:Inter,"Helvetica Neue",
        Helvetica,Arial,"DejaVu Sans",sans-serif}
        h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em}
        h2{font-size:1.35rem;line-height:1.3;margin:2.6rem 0 .6rem}
        h3{font-size:1.1rem;margin:2rem 0 .4rem}
        p{margin:0 0 1em}
        a{color:var(--link)}
        .byline,.remark,footer{color:var(--quiet);font-size:.85rem}
        header{margin-bottom:2rem}
        blockquote{margin:.3rem 0 .9rem;padding:0 0 0 1rem;border-left:3px solid var(--line)}
        blockquote p{margin:0}
        pre{overflow:auto;padding:.8rem 1rem;background:var(--panel);font-size:.85rem}
        code{font-size:.9em}
        img{max-width:100%;height:auto}
        figure.map{margin:2rem 0;width:min(calc(100vw - 2.5rem),76rem);position:relative;left:50%;transform:translateX(-50%)}
        figure.map>svg{display:block;width:auto;max-width:100%;height:auto;margin:0 auto}
        figcaption,.caption{font-size:.9rem;line-height:1.45;margin:.8rem 0 .6rem}
        figcaption,figure.map>details{max-width:41.5rem;margin-left:auto;margin-right:auto}
        figcaption strong,.caption strong{margin-right:.35em}
        section.table,section.profile{margin:2rem 0}
        .scroll{overflow-x:auto;margin:.4rem 0 .6rem}
        table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.45;font-variant-numeric:tabular-nums}
        th{text-align:left;border-bottom:1.5px solid var(--text);padding:.3rem .8rem .3rem 0;white-space:nowrap}
        td{vertical-align:top;border-bottom:1px solid var(--line);padding:.4rem .8rem .4rem 0;overflow-wrap:break-word;min-width:2.5rem}
        .number{text-align:right;white-space:nowrap;width:1%}
        summary{cursor:pointer;font-size:.85rem;color:var(--quiet)}
        ul.evidence{padding-left:1.1rem;font-size:.95rem}
        ul.evidence li{margin:.5rem 0}
        ul.evidence p{margin:0 0 .2rem}
        li:target,section:target,.sources li:target{background:var(--panel);outline:2px solid var(--link);outline-offset:4px}
        sup.source{font-size:.7em;line-height:0}
        sup.source a{text-decoration:none}
        .sources{font-size:.85rem;color:var(--quiet);margin-top:3rem}
        .sources h2,section.footnotes h2{font-size:1rem}
        .problem{background:var(--problem-ground);color:var(--problem);border-left:4px solid var(--problem);padding:.6rem 1rem;
        font-size:.9rem;overflow-wrap:anywhere}
        span.problem{padding:.1rem .4rem}
        footer{max-width:44rem;margin:2rem auto;padding:0 1.25rem}
        a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        @media screen and (max-width:48rem){figure.wide{overflow-x:auto}figure.wide>svg{max-width:none;width:46rem}
        figcaption,figure.map>details{position:sticky;left:0}}
        @media print{@page{size:A4;margin:18mm}@page map{size:A4 landscape;margin:12mm}
        :root{--ground:#ffffff;--text:#000000;--quiet:#444444;--line:#bbbbbb;--link:#000000;--panel:#ffffff}
        body{font-size:10.5pt}main{max-width:none;padding:0}h2,h3,.caption{break-after:avoid}
        figure.map{width:100%;left:0;transform:none;margin:1em 0;break-inside:avoid}
        figure.wide{page:map;margin:0}figure.map>svg{max-height:165mm;max-width:100%}figure.wide>svg{width:100%}details:not([open]){display:none}
        tr,blockquote{break-inside:avoid}section.profile{break-inside:auto}a{text-decoration:none}.scroll{overflow:visible}}

        """
}
