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
};
