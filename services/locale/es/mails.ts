/** E-mails of the desk: plain text, so values go in raw. */
export const mails = {
  openChat: 'Abra en Teams el chat con Mesa de Servicios.',
  openChatAt: 'Abra en Teams el chat con Mesa de Servicios: {{- link}}',
  /** What a question is about: fields that it names, or the specialist's words alone. */
  topic: { data: 'falta un dato para seguir', question: 'una pregunta sobre su caso' },
  asks: { data: 'necesita un dato para seguir con', question: 'tiene una pregunta sobre' },
  dataRequested: {
    subject: '{{- code}}: {{- topic}}',
    text: 'Hola:\n\n{{- by}} {{- asks}} su caso {{- code}} ({{- kind}}).\n\n{{- fields}}\n{{- note}}\n\n{{- link}}\nLa misma pregunta está allí y puede responderla en el chat. También puede responder este correo, con archivos si hacen falta: su respuesta queda en el caso.\n\nSi no hay respuesta hasta el {{- closing}}, el caso se cierra. Aun así podrá contestar durante {{- answerDays}} días más, y seguirá donde iba.\n\nMesa de Servicios',
  },
  dataReminder: {
    subject: '{{- code}}: su caso espera una respuesta',
    text: 'Hola:\n\nSu caso {{- code}} ({{- kind}}) sigue en espera de su respuesta.\n\n{{- fields}}\n{{- note}}\n\n{{- link}}\nTambién puede responder este correo.\n\nSi no hay respuesta hasta el {{- closing}}, el caso se cierra. Aun así podrá contestar durante {{- answerDays}} días más.\n\nMesa de Servicios',
  },
  unanswered: {
    subject: '{{- code}}: se cerró sin respuesta',
    text: 'Hola:\n\nSu caso {{- code}} ({{- kind}}) se cerró porque no llegó la respuesta que faltaba.\n\n{{- fields}}\n\n{{- link}}\nSi responde en los próximos {{- answerDays}} días, allí o a este correo, el caso sigue donde iba.\n\nMesa de Servicios',
  },
  authoriseInTeams: {
    subject: '{{- code}}: la autorización se da en Teams',
    text: 'Hola, {{- name}}:\n\nRecibí su correo sobre el caso {{- code}} ({{- kind}}) y quedó como nota. Por seguridad, una autorización no puede darse por correo: el caso sigue esperando su respuesta.\n\n{{- link}}\nAllí está la tarjeta con los botones «Autorizo» y «No autorizo».\n\nMesa de Servicios',
  },
  bulletin: {
    news: {
      subject: 'La mesa tiene un mensaje para usted',
      text: 'Hola, {{- name}}:\n\nTengo un mensaje para usted y no pude escribirle en Teams.\n\n{{- link}}\nPor seguridad, este correo no trae el detalle.\n\nMesa de Servicios',
    },
    contract_end: {
      subject: 'Contratos de su equipo que terminan: {{- count}}',
      text: 'Hola, {{- name}}:\n\nContratos que esperan su respuesta: {{- count}}. El primero termina el {{- day}}.\n\n{{- link}}\nAllí puede prorrogar, confirmar el fin o decir que no es de su equipo.\n\nMesa de Servicios',
    },
    digest: {
      subject: 'Su día en la mesa: {{- day}}',
      text: 'Hola, {{- name}}:\n\nCasos abiertos a su cargo: {{- count}}.\n\n{{- link}}\n\nMesa de Servicios',
    },
  },
  news: {
    subject: '{{- code}}: hay novedades ({{- kind}})',
    text: 'Hola, {{- name}}:\n\nEl caso {{- code}} ({{- kind}}) tiene novedades que le corresponden, y no pude escribirle en Teams.\n\n{{- link}}\nPor seguridad, este correo no trae el detalle.\n\nMesa de Servicios',
  },
};
