/** What is said of a file with a table: why it is not read, and what is wrong with a row. */
export const tables = {
  refusal: {
    not_a_table:
      'Ese archivo no es una tabla que yo sepa leer. Guárdelo como Excel (.xlsx) o CSV y envíemelo otra vez.',
    old_excel: 'Ese archivo es de un Excel antiguo (.xls). Ábralo, guárdelo como .xlsx y envíemelo otra vez.',
    encrypted: 'Ese archivo tiene contraseña y no puedo abrirlo. Envíemelo sin contraseña.',
    zip_bomb:
      'Ese archivo se infla demasiado al abrirlo y por seguridad no lo leí. Envíe una tabla sencilla.',
    too_big: 'Ese archivo es demasiado grande; leo hasta 50 MB. Envíe solo las columnas necesarias.',
    too_many_rows:
      'Esa tabla tiene más de {{limit}} filas, que es lo que leo de una vez. Divídala en varios archivos.',
    too_many_columns:
      'Esa tabla tiene más de {{limit}} columnas. Deje solo las necesarias y envíemela otra vez.',
    empty: 'Ese archivo no tiene datos.',
    no_headings: 'No encontré los títulos de las columnas. La primera fila debe decir: {{columns}}.',
    missing_columns: 'A la tabla le faltan columnas: {{columns}}. Agréguelas y envíemela otra vez.',
    repeated_columns: 'Hay dos columnas que dicen lo mismo: {{columns}}. Deje una sola.',
    damaged: 'El archivo está dañado o incompleto. Ábralo, guárdelo de nuevo y envíemelo otra vez.',
  },
  row: {
    duplicate: 'Fila {{row}}: repite la fila {{of}}; no la tuve en cuenta.',
    cell_too_long: 'Fila {{row}}: el texto de «{{heading}}» es demasiado largo y leí solo el comienzo.',
    formula: 'Fila {{row}}: «{{heading}}» tiene una fórmula sin resultado guardado. Escriba el valor.',
    cell_error: 'Fila {{row}}: «{{heading}}» tiene un error de la hoja de cálculo. Escriba el valor.',
    too_many_cells: 'Fila {{row}}: tiene más celdas que títulos. Revise si le sobra un separador.',
  },
};
