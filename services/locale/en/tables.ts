/** What is said of a file with a table: why it is not read, and what is wrong with a row. */
export const tables = {
  refusal: {
    not_a_table: 'That file is no table that I can read. Save it as Excel (.xlsx) or CSV and send it again.',
    old_excel: 'That file is from an old Excel (.xls). Open it, save it as .xlsx and send it again.',
    encrypted: 'That file has a password and I cannot open it. Send it without one.',
    zip_bomb:
      'That file grows far too large when opened, so for safety I did not read it. Send a plain table.',
    too_big: 'That file is too big; I read up to 50 MB. Send only the columns that are needed.',
    too_many_rows:
      'That table has more than {{limit}} rows, which is what I read at once. Split it into several files.',
    too_many_columns:
      'That table has more than {{limit}} columns. Keep only those that are needed and send it again.',
    empty: 'There is no data in that file.',
    no_headings: 'I did not find the headings of the columns. The first row must say: {{columns}}.',
    missing_columns: 'The table lacks columns: {{columns}}. Add them and send it again.',
    repeated_columns: 'Two columns say the same: {{columns}}. Keep one of them.',
    damaged: 'The file is damaged or incomplete. Open it, save it again and send it once more.',
  },
  row: {
    duplicate: 'Row {{row}}: repeats row {{of}}; I left it out.',
    cell_too_long: 'Row {{row}}: the text of “{{heading}}” is too long and I read only its beginning.',
    formula: 'Row {{row}}: “{{heading}}” has a formula without a stored result. Type the value.',
    cell_error: 'Row {{row}}: “{{heading}}” has a spreadsheet error. Type the value.',
    too_many_cells:
      'Row {{row}}: it has more cells than headings. See whether there is a separator too many.',
  },
};
