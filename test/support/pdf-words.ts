import { inflateSync } from 'node:zlib';

/** What each glyph of a font stands for, by its number; of PDFKit's maps, which list them in order. */
function glyphsIn(map: string): readonly string[] {
  const ranges = map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi);
  const glyphs: string[] = [];
  for (const [, from = '', list = ''] of ranges)
    for (const [n, hex] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      glyphs[Number.parseInt(from, 16) + n] = Buffer.from((hex[1] ?? '').replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le');
  return glyphs;
}

function streamsIn(pdf: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    const end = pdf.indexOf('\nendstream', at);
    if (pdf.subarray(at - 3, at).toString() === 'end' || end < 0) continue;
    try {
      found.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // What is not deflated is no text of a page.
    }
  }
  return found;
}

/** The printed lines of one of the desk's PDFs, each as every font of the document would read it. */
export function pdfWords(pdf: Buffer): string {
  const streams = streamsIn(pdf);
  const fonts = streams.filter((one) => one.includes('beginbfrange')).map(glyphsIn);
  const runs = streams.flatMap((one) => [...one.matchAll(/\[([^\]]*)\] TJ/g)].map((run) => run[1] ?? ''));
  const codes = runs.map((run) => [...run.matchAll(/<([0-9a-f]+)>/gi)].map((one) => one[1]).join(''));
  return fonts
    .flatMap((glyphs) =>
      codes.map((hex) => hex.replace(/.{4}/g, (one) => glyphs[Number.parseInt(one, 16)] ?? '')),
    )
    .join('\n');
}
