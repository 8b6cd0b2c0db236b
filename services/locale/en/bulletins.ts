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
  contract_end: {
    above: 'Service desk',
    title: 'Contracts that end',
    text_one: 'One contract waits for your answer; it ends on {{date}}.',
    text_other: '{{count}} contracts wait for your answer; the first ends on {{date}}.',
    explain:
      'If you confirm the end, the account is deactivated at the close of that day, with a copy of the mailbox. If it is extended, it stays active until the new date.',
    ends: 'Contract {{number}} · ends on {{date}}',
    endsPlain: 'Ends on {{date}}',
    why: {
      silent: '{{whose}} has not answered.',
      not_mine: '{{whose}} says that this is not one of their people.',
    },
    ask: 'What about {{name}}’s account?',
    choose: 'Choose an answer',
    answer: {
      extend: 'The contract is extended',
      confirm: 'I confirm the end',
      not_mine: 'Not one of my people',
    },
    contract: 'New contract or addition of {{name}}',
    until: 'New end date of {{name}}',
    status: {
      extend: 'To extend it I need the number of the contract or addition, and the new end date.',
      ended:
        'The contract has ended and the account is being deactivated with case {{code}}. If it was extended, record it here and the account comes back with everything it had.',
      confirmed: '✓ End confirmed: deactivated at the close of {{date}}.',
      extending: '✓ Extension until {{until}} under way: {{code}}.',
      reactivating: '✓ Reactivation with the contract until {{until}} under way: {{code}}.',
      not_mine: '✓ The head of technology looks into it.',
    },
    problem: {
      details: 'Write the number of the contract or addition, and choose the new end date.',
      date: 'The new end date has to be later than {{date}} and still to come.',
      number:
        'I do not recognise that contract number. Write it as in the contract, for example CPS-045-2026.',
      busy: 'Another case is working on this account right now. Try again when it is done.',
      moved:
        'This account has changed meanwhile: its contract or supervisor is another. Nothing to answer here any more.',
      refused:
        'I could not open the case for this account. Write “talk to a person” and we will look into it.',
    },
    page: 'Page {{page}} of {{pages}}',
    send: 'Send answers',
    next: 'Send and see more people',
    allEnd: 'Confirm the end for all',
    replaced: 'Contracts that end: the current list is further down.',
    done: 'Contracts that end: {{- told}}. Thank you.',
    line: {
      confirmed_one: 'one end confirmed',
      confirmed_other: '{{count}} ends confirmed',
      extended_one: 'one extension',
      extended_other: '{{count}} extensions',
      passed_one: 'one passed to the head of technology',
      passed_other: '{{count}} passed to the head of technology',
    },
  },
  account_import: {
    above: 'Account register',
    title: 'Import accounts',
    file: 'From the file {{name}}',
    directory: 'From the directory',
    phase: {
      reading: 'Reading: {{rows}} rows so far. Nothing is changed yet.',
      preview: 'I read {{rows}} rows. This is what would change; nothing was touched.',
      applying: 'Writing into the register: {{written}} of {{total}} accounts.',
      done: 'Done: the register is up to date with {{written}} accounts.',
      dropped: 'Import accounts: dropped, nothing was changed.',
    },
    gone: 'The file is no longer here. Attach it again and say “import accounts”.',
    count: {
      fresh: 'New',
      changed: 'Change',
      same: 'Unchanged',
      remarks: 'With remarks',
      leftOut: 'Not imported',
    },
    changes: 'What changes',
    leftOut: 'Rows that are not imported change nothing. The file of remarks says why, row by row.',
    apply: 'Apply to the register',
    remarks: 'See the remarks',
    drop: 'Drop it',
  },
};
