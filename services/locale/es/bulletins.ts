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
  stray_mail: {
    above: 'Mesa de Servicios · correo',
    title: 'Un correo sin caso',
    text: 'Llegó un correo que no pude asociar a un caso: {{sender}}, «{{subject}}».',
    from: 'De',
    subject: 'Asunto',
    at: 'Llegó',
    files: 'Trae archivos. Se guardan al ponerlo en un caso.',
    code: 'Número del caso al que va',
    attach: 'Poner en el caso',
    dismiss: 'Dejar sin caso',
    why: {
      no_code: 'No trae el número de ningún caso.',
      unknown_case: 'Nombra un caso que no existe.',
      unknown_sender: 'Nombra el caso {{code}}, pero no conozco a quien escribe.',
      unverified:
        'El sistema de correo no pudo comprobar que venga de quien dice. Confírmelo antes de usarlo.',
      not_theirs: 'Nombra el caso {{code}}, pero quien escribe no participa en él.',
    },
    done: {
      put: 'Correo de {{sender}}, «{{subject}}»: {{by}} lo puso en **{{code}}**.',
      dismissed: 'Correo de {{sender}}, «{{subject}}»: {{by}} lo dejó sin caso.',
    },
  },
};
