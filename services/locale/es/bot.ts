/** What the edge itself says: greetings, and messages that never reach a dialog. */
export const bot = {
  privateOnly:
    'Los casos de correo tienen datos personales, así que los atiendo solo en privado. [Abra un chat conmigo]({{- link}}) y cuénteme allí qué necesita.',
  privateOnlyShort: 'Los casos tienen datos personales: abra un chat privado conmigo para seguir.',
  working: 'Lo estoy procesando; le cuento aquí mismo en cuanto termine.',
  revealSlow:
    'El directorio tardó demasiado y no alcancé a mostrarle el acceso. Pulse otra vez: el anterior deja de servir.',
  revealByButton:
    'El acceso solo se muestra en la tarjeta, y esta versión de Teams no puede hacerlo. Ábrala en Teams para escritorio, web o móvil al día.',
  empty: 'Su mensaje me llegó sin texto. Cuénteme con palabras qué necesita, o escriba «ayuda».',
  attachmentOnly:
    'Recibí el archivo, pero no lo abrí: todavía no le he pedido ninguno. Cuénteme con palabras qué necesita.',
  attachmentIgnored: 'No abrí el archivo, porque no le he pedido ninguno; sigo con lo que escribió.',
  tooLong:
    'Su mensaje es muy largo y leí solo los primeros {{count}} caracteres. Si falta algo importante, envíemelo en otro mensaje.',
  unknownPerson:
    'No lo encuentro en el directorio de la entidad, así que no puedo atender su solicitud por aquí. Hable con el área de TIC para que revisen su cuenta.',
  busy: 'Todavía estoy terminando con su mensaje anterior. Este no alcancé a atenderlo: envíemelo otra vez en un minuto.',
  directory:
    'El directorio no responde en este momento y no hice ningún cambio. Intente de nuevo en unos minutos.',
  badAction:
    'Ese botón no me llegó completo, así que no hice nada. Escriba «mis casos» y le muestro una tarjeta al día.',
  already: 'Ya había recibido esa respuesta; no hace falta enviarla otra vez.',
  done: 'Listo.',
  tooBigMessage:
    'La tarjeta es demasiado grande para Teams. Escriba «hablar con una persona» y se la hacemos llegar.',
  tooBig:
    'La tarjeta del caso {{code}} es demasiado grande para Teams. Escriba «{{code}}» y le cuento cómo va.',
};
