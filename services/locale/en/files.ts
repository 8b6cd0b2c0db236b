/** Files that the desk gives and takes. */
export const files = {
  consent: 'I put it into your OneDrive if you allow it.',
  offered: 'File ready: {{name}}',
  link: 'Here is **{{name}}**: [download]({{- link}}). The link is for you alone, works once and expires in a day.',
  saved: 'File saved: {{name}}',
  declined: 'All right, I did not save the file. If you need it, ask me again.',
  gone: 'That file is no longer available: it was handed over, or expired. Ask me again and I will prepare it anew.',
  failed: 'I could not save “{{name}}” in your OneDrive. Press “Allow” again, or ask me once more.',
  problem: {
    too_big: '“{{name}}” is over 50 MB, which is the most I take. Send a smaller version.',
    host: 'I could not open “{{name}}”, because it is not in the institution’s OneDrive or SharePoint. Attach it from there.',
    unreachable: 'I could not download “{{name}}”. Attach it again.',
    empty: '“{{name}}” is empty.',
  },
};
