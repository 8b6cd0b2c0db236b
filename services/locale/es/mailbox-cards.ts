/** What cards say of a mailbox: what is found before it goes, what could not be given back, the former mail. */
export const mailboxCards = {
  unrestored: {
    intro: 'Esto no se pudo devolver:',
    more_one: 'y una cosa más.',
    more_other: 'y {{count}} cosas más.',
    what: {
      group: 'Grupo {{name}}',
      licence: 'Licencia {{name}}',
      manager: 'Jefe {{name}}',
      mailbox: 'Buzón',
      forwarding: 'Reenvío a {{name}}',
      automatic_reply: 'Respuesta automática',
      address_list: 'Libreta de direcciones',
      messages: 'Mensajes ({{name}})',
      snapshot: 'Grupos y licencias de antes',
    },
    why: {
      gone: 'ya no existe.',
      not_writable: 'el directorio no deja ponerlo desde aquí.',
      no_seats: 'no quedan licencias libres.',
      by_hand: 'debe ponerse a mano.',
      mailbox_new: 'es nuevo, porque pasaron más de 30 días; la copia del anterior está guardada.',
      none_kept: 'no hay un registro de cómo estaba la cuenta.',
      refused:
        'Exchange no los aceptó, o la copia los tenía dañados; el detalle está en las notas de la copia.',
      too_long: 'su texto era demasiado largo para guardarlo; debe escribirse de nuevo.',
    },
  },
  mailbox: {
    size: 'Pesa {{size}} (informe de Microsoft del {{date}}).',
    large:
      'Pasa de 50 GB. Sin licencia no puede quedarse ni como buzón compartido, y la copia puede tardar días. Apruebe con tiempo.',
    archive:
      'Tiene archivo en línea, y la copia no lo incluye: si se retira la licencia, se pierde a los 30 días. Expórtelo antes, o no apruebe todavía.',
    forbidden:
      'No pude leer su tamaño ni si tiene archivo en línea: falta el permiso Reports.Read.All. Revíselo en Exchange.',
    unavailable: 'No pude leer su tamaño ni si tiene archivo en línea. Revíselo en Exchange.',
    concealed:
      'El informe de Microsoft oculta los nombres, así que no sé su tamaño ni si tiene archivo en línea. Revíselo en Exchange.',
    not_listed:
      'El informe de Microsoft aún no trae este buzón, así que no sé su tamaño ni si tiene archivo en línea. Revíselo en Exchange.',
    hold: 'No puedo saber si está en retención legal: revíselo en Exchange. Si lo está, no debe retirarse la licencia.',
  },
  confirm: {
    no_hold: 'Revisé en Exchange que el buzón no está en retención legal.',
  },
  mailReturn: {
    kept_one: 'En la copia del caso {{from}} hay un mensaje ({{size}} MB).',
    kept_other: 'En la copia del caso {{from}} hay {{count}} mensajes ({{size}} MB).',
    offered:
      'El buzón es nuevo y está vacío: Exchange no conserva el anterior más de 30 días. Si lo devuelve, queda en una carpeta aparte.',
    accepted: 'Se está devolviendo a una carpeta aparte; puede tardar horas.',
    skipped: 'No se devolvió; la copia sigue guardada y aún puede devolverse.',
    returned: 'Ya está en una carpeta aparte: {{imported}} de {{count}}.',
  },
};
