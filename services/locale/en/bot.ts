/** What the edge itself says: greetings, and messages that never reach a dialog. */
export const bot = {
  privateOnly:
    'Mail cases hold personal data, so I deal with them in private only. [Open a chat with me]({{- link}}) and tell me there what you need.',
  privateOnlyShort: 'Cases hold personal data: open a private chat with me to go on.',
  working: 'I am on it; I will tell you here as soon as it is done.',
  revealSlow:
    'The directory took too long and I could not show you the access. Press again: the former one stops working.',
  revealByButton:
    'The access is shown on the card only, and this version of Teams cannot do that. Open it in an up-to-date Teams on desktop, web or mobile.',
  empty: 'Your message reached me without text. Tell me in words what you need, or write "help".',
  attachmentOnly:
    'The file arrived, but I did not open it: I have not asked for one yet. Tell me in words what you need.',
  attachmentIgnored:
    'I did not open the file, because I have not asked for one; I go on with what you wrote.',
  tooLong:
    'Your message is very long and I read only the first {{count}} characters. If something important is missing, send it in another message.',
  unknownPerson:
    "I cannot find you in the institution's directory, so I cannot help you here. Please ask the IT office to check your account.",
  busy: 'I am still finishing with your previous message. I could not get to this one: please send it again in a minute.',
  directory:
    'The directory is not answering right now and I changed nothing. Please try again in a few minutes.',
  badAction:
    'That button did not reach me whole, so I did nothing. Write "my cases" and I will show you an up-to-date card.',
  already: 'I already had that answer; there is no need to send it again.',
  done: 'Done.',
  tooBigMessage: 'The card is too big for Teams. Write “talk to a person” and we will get it to you.',
  tooBig:
    'The card of case {{code}} is too big for Teams. Write "{{code}}" and I will tell you how it stands.',
};
