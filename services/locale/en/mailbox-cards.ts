/** What cards say of a mailbox: what is found before it goes, what could not be given back, the former mail. */
export const mailboxCards = {
  unrestored: {
    intro: 'This could not be given back:',
    more_one: 'and one thing more.',
    more_other: 'and {{count}} things more.',
    what: {
      group: 'Group {{name}}',
      licence: 'Licence {{name}}',
      manager: 'Manager {{name}}',
      mailbox: 'Mailbox',
      forwarding: 'Forwarding to {{name}}',
      automatic_reply: 'Automatic reply',
      address_list: 'Address book',
      messages: 'Messages ({{name}})',
      snapshot: 'Former groups and licences',
    },
    why: {
      gone: 'it no longer exists.',
      not_writable: 'the directory does not let it be set from here.',
      no_seats: 'no licences are free.',
      by_hand: 'it has to be set by hand.',
      mailbox_new:
        'it is a new one, because more than 30 days went by; the backup of the former one is kept.',
      none_kept: 'there is no record of how the account was.',
      refused:
        'Exchange did not take them, or the backup had them damaged; the backup’s notes have the details.',
      too_long: 'its text was too long to be kept; it has to be written again.',
    },
  },
  mailbox: {
    size: 'It is {{size}} (Microsoft’s report of {{date}}).',
    large:
      'It is over 50 GB. Without a licence it cannot stay even as a shared mailbox, and the backup may take days. Approve in good time.',
    archive:
      'It has an online archive, which the backup does not include: once the licence goes, it is lost after 30 days. Export it first, or do not approve yet.',
    forbidden:
      'I could not read its size or whether it has an online archive: the permission Reports.Read.All is missing. Look in Exchange.',
    unavailable: 'I could not read its size or whether it has an online archive. Look in Exchange.',
    concealed:
      'Microsoft’s report hides the names, so I do not know its size or whether it has an online archive. Look in Exchange.',
    not_listed:
      'Microsoft’s report does not have this mailbox yet, so I do not know its size or whether it has an online archive. Look in Exchange.',
    hold: 'I cannot know whether it is on legal hold: look in Exchange. If it is, the licence must not be removed.',
  },
  confirm: {
    no_hold: 'I made sure in Exchange that the mailbox is not on legal hold.',
  },
  mailReturn: {
    kept_one: 'The backup of case {{from}} has one message ({{size}} MB).',
    kept_other: 'The backup of case {{from}} has {{count}} messages ({{size}} MB).',
    offered:
      'The mailbox is new and empty: Exchange does not keep the former one for more than 30 days. If you give the mail back, it goes into a folder of its own.',
    accepted: 'It is being given back into a folder of its own; that may take hours.',
    skipped: 'It was not given back; the backup is kept and can still be given back.',
    returned: 'It is in a folder of its own: {{imported}} of {{count}}.',
  },
};
