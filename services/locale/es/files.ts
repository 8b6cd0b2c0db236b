/** Files that the desk gives and takes. */
export const files = {
  consent: 'Lo guardo en su OneDrive si usted lo permite.',
  offered: 'Archivo listo: {{name}}',
  link: 'Aquí está **{{name}}**: [descargar]({{- link}}). El enlace es solo para usted, sirve una vez y vence en un día.',
  saved: 'Archivo guardado: {{name}}',
  declined: 'De acuerdo, no guardé el archivo. Si lo necesita, pídamelo otra vez.',
  gone: 'Ese archivo ya no está disponible: se entregó o venció. Pídamelo otra vez y lo preparo de nuevo.',
  failed: 'No pude guardar «{{name}}» en su OneDrive. Pulse de nuevo «Permitir» o pídamelo otra vez.',
  problem: {
    too_big: '«{{name}}» pesa más de 50 MB, que es lo que recibo. Envíe una versión más pequeña.',
    host: 'No pude abrir «{{name}}», porque no está en el OneDrive ni en el SharePoint de la entidad. Adjúntelo desde allí.',
    unreachable: 'No pude descargar «{{name}}». Adjúntelo otra vez.',
    empty: '«{{name}}» está vacío.',
  },
};
