/** A text of the locale files as plain text: without its marks and escapes; for titles, summaries, speech, print. */
export function plain(text: string): string {
  return text.replaceAll('**', '').replace(/\\([\\`*_{}[\]<>#|~])/g, '$1');
}
