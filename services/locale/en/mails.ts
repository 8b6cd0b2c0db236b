/** E-mails of the desk: plain text, so values go in raw. */
export const mails = {
  openChat: 'Open the chat with the service desk in Teams.',
  openChatAt: 'Open the chat with the service desk in Teams: {{- link}}',
  /** What a question is about: fields that it names, or the specialist's words alone. */
  topic: { data: 'something is missing before we can go on', question: 'a question about your case' },
  asks: { data: 'needs something before going on with', question: 'has a question about' },
  dataRequested: {
    subject: '{{- code}}: {{- topic}}',
    text: 'Hello,\n\n{{- by}} {{- asks}} your case {{- code}} ({{- kind}}).\n\n{{- fields}}\n{{- note}}\n\n{{- link}}\nThe same question is there and you can answer it in the chat. You can also reply to this e-mail, with files if they help: your answer is put on the case.\n\nWithout an answer by {{- closing}} the case is closed. Even then you can answer for {{- answerDays}} days more, and it goes on where it was.\n\nService desk',
  },
  dataReminder: {
    subject: '{{- code}}: your case is waiting for an answer',
    text: 'Hello,\n\nYour case {{- code}} ({{- kind}}) is still waiting for your answer.\n\n{{- fields}}\n{{- note}}\n\n{{- link}}\nYou can also reply to this e-mail.\n\nWithout an answer by {{- closing}} the case is closed. Even then you can answer for {{- answerDays}} days more.\n\nService desk',
  },
  unanswered: {
    subject: '{{- code}}: closed without an answer',
    text: 'Hello,\n\nYour case {{- code}} ({{- kind}}) was closed because the missing answer did not come.\n\n{{- fields}}\n\n{{- link}}\nIf you answer within {{- answerDays}} days, there or to this e-mail, the case goes on where it was.\n\nService desk',
  },
  authoriseInTeams: {
    subject: '{{- code}}: authorise it in Teams',
    text: 'Hello {{- name}},\n\nYour e-mail about case {{- code}} ({{- kind}}) arrived and is kept as a note. For safety, an authorisation cannot be given by e-mail: the case is still waiting for your answer.\n\n{{- link}}\nThe card with the buttons “I authorise it” and “I do not” is there.\n\nService desk',
  },
  bulletin: {
    news: {
      subject: 'The desk has a message for you',
      text: 'Hello {{- name}},\n\nI have a message for you and could not write to you in Teams.\n\n{{- link}}\nFor safety, this e-mail does not carry the details.\n\nService desk',
    },
    contract_end: {
      subject: 'Contracts of your people that end: {{- count}}',
      text: 'Hello {{- name}},\n\nContracts that wait for your answer: {{- count}}. The first ends on {{- day}}.\n\n{{- link}}\nThere you can extend, confirm the end, or say that it is not one of your people.\n\nService desk',
    },
    digest: {
      subject: 'Your day at the desk: {{- day}}',
      text: 'Hello {{- name}},\n\nOpen cases in your charge: {{- count}}.\n\n{{- link}}\n\nService desk',
    },
  },
  news: {
    subject: '{{- code}}: there is news ({{- kind}})',
    text: 'Hello {{- name}},\n\nThere is news for you in case {{- code}} ({{- kind}}), and I could not write to you in Teams.\n\n{{- link}}\nFor safety, this e-mail does not carry the details.\n\nService desk',
  },
};
