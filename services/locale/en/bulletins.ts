/** Messages of the desk to one person that belong to no single case. */
export const bulletins = {
  digest: {
    above: 'Service Desk',
    title: 'Your day: {{day}}',
    text: 'Open cases in your charge: {{count}}.',
    line: 'Summary of {{day}}.',
    list: 'See my cases',
    seen: 'Seen',
  },
  stray_mail: {
    above: 'Service desk · e-mail',
    title: 'An e-mail without a case',
    text: 'An e-mail came that I could not put on a case: {{sender}}, «{{subject}}».',
    from: 'From',
    subject: 'Subject',
    at: 'Received',
    files: 'It brings files. They are kept once it is put on a case.',
    code: 'Number of the case it belongs to',
    attach: 'Put on the case',
    dismiss: 'Leave without a case',
    why: {
      no_code: 'It carries no case number.',
      unknown_case: 'It names a case that does not exist.',
      unknown_sender: 'It names case {{code}}, but I do not know who is writing.',
      unverified:
        'The mail system could not confirm that it comes from whom it says. Check before you use it.',
      not_theirs: 'It names case {{code}}, but whoever writes has no part in it.',
    },
    done: {
      put: 'E-mail from {{sender}}, «{{subject}}»: {{by}} put it on **{{code}}**.',
      dismissed: 'E-mail from {{sender}}, «{{subject}}»: {{by}} left it without a case.',
    },
  },
};
