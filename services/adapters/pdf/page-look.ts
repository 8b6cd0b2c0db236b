/** Names under which the letters are known to a document. */
export const FONTS = { regular: 'text', bold: 'strong' } as const;

export const COLOURS = {
  text: '#1f2933',
  quiet: '#52606d',
  accent: '#12416b',
  line: '#cbd2d9',
  band: '#eef3f8',
} as const;

/** Points. */
export const MARGIN = { top: 54, bottom: 62, left: 54, right: 54 } as const;

export const SIZES = { title: 20, heading: 12.5, text: 9.5, small: 8, tiny: 6.6 } as const;

/** Space between columns, and above and below the text of a row. */
export const GAP = { column: 8, row: 3 } as const;
