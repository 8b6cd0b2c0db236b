/** Messages of the desk to one person that belong to no single case. */
export const bulletins = {
  digest: {
    above: 'Mesa de Servicios',
    title: 'Su día: {{day}}',
    text: 'Casos abiertos a su cargo: {{count}}.',
    line: 'Resumen del {{day}}.',
    list: 'Ver mis casos',
    seen: 'Visto',
  },
};
