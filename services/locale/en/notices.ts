/** What the desk writes about a case: the words above a card, progress, outcomes, and the line left of a card. */
export const notices = {
  line: '**{{code}}** · {{what}}.',
  status: {
    summary: '{{code}}: {{about}}.',
  },
  /** What has happened, to the requester. */
  now: {
    awaiting_supervisor: 'Waiting for {{supervisor}} to authorise it.',
    in_review: 'Being reviewed by {{assignee}}.',
    awaiting_data: 'We need something from you to go on.',
    scheduled: 'Approved; it starts on {{date}}.',
    fulfilling: 'Approved; it is being done.',
    attending: 'It is with {{assignee}}.',
    needs_attention: 'A step did not work; {{assignee}} is sorting it out.',
    delivering: 'It is ready; {{recipient}} hands over the access.',
    resolved: 'It is done.',
    treating: 'It has ended. The head of technology is recording why it took longer than promised.',
    closed: 'It has ended.',
  },
  /** What is next, to the requester. */
  next: {
    awaiting_supervisor: 'I will tell you as soon as there is an answer.',
    in_review: 'It usually takes {{usual}} from when it is received.',
    awaiting_data: 'Please answer in the question that I sent you, or just write it here.',
    scheduled: 'It begins by itself that day. Until then you can withdraw it.',
    fulfilling: 'There is nothing for you to do; I will tell you once it is done.',
    needs_attention: 'There is nothing for you to do; it goes on once that is mended.',
    delivering: 'Once it is handed over I will ask you whether all is well.',
    resolved: 'Please tell me whether all is well; if not, it is reopened.',
    treating: 'If anything is missing, write to me and we will look at it.',
    closed: 'If anything is missing, write to me and we will look at it.',
  },
  /** How a case ended. */
  ended: {
    fulfilled: 'It is done.',
    rejected: 'It was not approved: {{remark}}',
    not_authorised: '{{supervisor}} did not authorise it: {{remark}}',
    withdrawn: 'It was withdrawn and nothing was changed.',
    unanswered: 'It was closed because the missing answer did not come.',
  },
  /** What answered a card, on the line that is left of it. */
  deed: {
    approve: 'Approved by {{by}} on {{when}}.',
    reject: 'Not approved by {{by}} on {{when}}: {{remark}}',
    turn_down: 'It cannot be done: {{remark}}',
    authorise: 'Authorised by {{by}} on {{when}}.',
    not_authorise: 'Not authorised by {{by}} on {{when}}: {{remark}}',
    withdraw: 'Withdrawn by {{by}} on {{when}}.',
    add_data: 'Answered by {{by}} on {{when}}.',
    record_answer: 'Answer recorded by {{by}} on {{when}}.',
    receive_mail: 'Answered by e-mail on {{when}}.',
    resolve_by_hand: 'Solved by {{by}} on {{when}}.',
    request_data: '{{by}} asked for data on {{when}}.',
    retry: 'Retried by {{by}} on {{when}}.',
    resend_mail: '{{by}} had the e-mail sent again on {{when}}.',
    return_mail: '{{by}} had the mail given back on {{when}}.',
    skip_mail: '{{by}} went on without the mail on {{when}}.',
    step_by_hand: 'Done by hand by {{by}} on {{when}}.',
    acknowledge: 'Handed over and explained by {{by}} on {{when}}.',
    confirm: '{{by}} confirmed on {{when}} that all is well.',
    reopen: 'Reopened by {{by}} on {{when}}: {{remark}}',
    close_unanswered: 'Closed on {{when}} because no answer came.',
    close_confirmed: 'Closed on {{when}}; nobody said that anything was missing.',
    treat_nonconformity: '{{by}} gave cause and remedy on {{when}}.',
    return_all: '{{by}} asked for the return as a whole on {{when}}.',
    approve_return: '{{by}} approved the return as a whole on {{when}}.',
    stop: '{{by}} stopped it on {{when}}.',
    taken: '{{assignee}} is dealing with it.',
    fulfilled: 'It is done.',
  },
  turnedDown: {
    contract_extended: '{{subject}}’s contract is being extended, so the account stays active.',
    target_administrator:
      '{{subject}}’s account administers the directory and is not changed by the desk. Please talk to the head of technology.',
    target_shared: '{{subject}} is a shared mailbox, not a person’s account. Write “talk to a person”.',
    target_busy:
      'another case is working on {{subject}}’s account. Once it ends, you can ask for this again.',
    target_enabled:
      '{{subject}}’s account is already active. If signing in fails, ask me for a password reset.',
    target_disabled: '{{subject}}’s account is inactive. If it should work again, ask me to reactivate it.',
    target_unknown: '{{subject}}’s account is no longer in the directory.',
    other: 'the directory does not let that account be worked on. Write “talk to a person” and we will look.',
  },
  decision: {
    text: '**{{code}}** · {{what}}. Asked by {{requester}}.',
    mail: '**{{code}}**: the account of {{subject}} is active again. Say whether the former mail is to be given back.',
    byHand: '**{{code}}**: a step is to be done by hand: {{step}}.',
    summary: '{{code}}: {{about}}. Asked by {{requester}}.',
  },
  authorisation: {
    text: '{{requester}} asked for this: {{about}}. Do you authorise it?',
    deactivate: '{{requester}} asked to deactivate {{subject}}’s account. Do you authorise it?',
    kept: 'The account is not deleted and can be reactivated.',
  },
  data_requested: {
    text: 'To go on with **{{code}}**, {{by}} needs: **{{fields}}**. I sent it to you by e-mail too. You can answer right here.',
    unmailed: 'To go on with **{{code}}**, {{by}} needs: **{{fields}}**. You can answer right here.',
    unmailedNoFields: 'To go on with **{{code}}**, {{by}} has a question. You can answer right here.',
    noFields:
      'To go on with **{{code}}**, {{by}} has a question. I sent it to you by e-mail too. You can answer right here.',
    summary: 'A question about {{code}}: {{about}}.',
    says: '{{by}} writes:',
    note: 'Anything else that we should know? (optional)',
    answer: 'Your answer',
    mailed: 'I sent it to you by e-mail too. You can also write the answer in the chat.',
    until:
      'Without an answer by {{closing}} the case is closed; even then you can answer for {{answerDays}} days more.',
  },
  data_received: {
    text: '{{by}} answered on **{{code}}**.',
    byMail: '{{by}} answered by e-mail on **{{code}}**.',
    see: 'The answer is on the case.',
  },
  scheduled: {
    text: 'Approved: **{{code}}** starts on {{date}}. Until then you can withdraw it.',
  },
  ready: {
    text: '{{subject}}’s account is ready: **{{address}}**. {{recipient}} hands over the access.',
  },
  delivery: {
    text: '{{subject}}’s account is ready.',
    renewed: '{{subject}}’s access can be renewed now.',
    signIn:
      'Sign in to Outlook or Teams with that address and the password revealed here. You will be asked to change it for one of your own.',
    secret:
      'Once revealed, only you see the access and it is not kept. If you lose it, press again and the former one stops working.',
    acknowledged: '✓ {{recipient}} confirmed the delivery: {{when}}',
  },
  /** Points of the induction; which of them, the procedure says. */
  induction: {
    firstSignIn: 'The password is changed at the first sign-in and shared with nobody.',
    personalUse: 'The account is one person’s, and for the institution’s business.',
    retention: 'When the contract ends the account is deactivated; the institution keeps the mail.',
    report: 'A suspicious message is reported here, at the desk, without opening links or attachments.',
  },
  attention: {
    text: '**{{code}}** has stopped: {{step}}.',
    someStep: 'a step of the work order',
    next: 'Mend the cause and retry; what is already done is not repeated.',
  },
  solved: {
    create: '{{subject}}’s account is working: **{{address}}**. Is all well?',
    modify: 'The change to {{subject}}’s account is done. Is all well?',
    activate: '{{subject}}’s account is active again. Is all well?',
    deactivate:
      '{{subject}}’s account is inactive now, with a backup of the mailbox. It was not deleted and can be reactivated. Is all well?',
    bulk_deactivate: 'The mass deactivation **{{code}}** is over. All well?',
    reset: '{{subject}}’s access has been renewed. Is all well?',
    failure: 'The failure that you reported in **{{code}}** is solved. Does it work now?',
    assistance: 'Your question **{{code}}** has been dealt with. Is all well?',
    remark: 'What was done: {{remark}}',
    ask: '“All is well” closes it. If something is missing, tell me what and it is reopened.',
  },
  rejected: {
    text: '{{by}} looked at **{{code}}** and it was not approved: {{remark}}\n\nIf you think that something was left out, write it to me and we will see.',
    byDesk: '**{{code}}** cannot go on: {{remark}}',
  },
  not_authorised: {
    text: '{{supervisor}} did not authorise **{{code}}**: {{remark}}\n\nNothing was changed on the account.',
  },
  withdrawn: {
    text: '{{requester}} withdrew **{{code}}** ({{about}}). There is nothing to do about it.',
  },
  handed_over: {
    text: '**{{code}}** ({{about}}) is now with {{assignee}}.',
  },
  reopened: {
    text: '{{by}} reopened **{{code}}** ({{about}}).',
    remark: 'They say: {{remark}}',
    none: 'They did not say what is missing.',
  },
  closed: {
    text: '**{{code}}** is closed.',
    reopen: 'If something is not right, you can reopen it for {{days}} days.',
    answer: 'If you answer within {{answerDays}} days, the case goes on where it was.',
  },
  data_reminder: {
    text: 'A reminder: **{{code}}** is waiting for your answer: **{{fields}}**. You can answer right here, until {{closing}}.',
    noFields:
      'A reminder: **{{code}}** is waiting for your answer. You can answer right here, until {{closing}}.',
  },
  authorisation_reminder: {
    text: 'A reminder: **{{code}}** is waiting for you. {{requester}} asked for this: {{about}}. Do you authorise it?',
  },
  confirmation_reminder: {
    text: '**{{code}}** ({{about}}) is done. Is all well? If I hear nothing, it is closed on {{closing}}.',
  },
  delivery_reminder: {
    text: '**{{code}}**: the access of {{subject}} has not been handed over yet. When you can, reveal it and hand it over.',
  },
  undelivered: {
    text: '**{{code}}**: {{recipient}} has not taken the access of {{subject}}. The case stays open; it is worth talking to them.',
  },
  decided_for_you: {
    authorise: 'In your place, {{by}} authorised **{{code}}** ({{about}}) on {{when}}.',
    not_authorise: 'In your place, {{by}} did not authorise **{{code}}** ({{about}}) on {{when}}: {{remark}}',
  },
  deadline_warning: {
    text: '**{{code}}** ({{about}}) is about to fall due.',
  },
  nonconformity: {
    text: '**{{code}}** ({{about}}) is past its time: non-conforming service. Its cause and remedy are missing.',
    first_response: 'Nobody took it up within {{promised}}.',
    resolution: 'It was not solved within {{promised}}.',
    since: 'It fell due on {{at}}.',
    hold: 'Until they are given the case cannot close. {{requester}} will be told the cause and the new date.',
  },
  authorise_in_teams: {
    text: '**{{code}}**: an authorisation cannot be given by e-mail. Please press a button on the card here.',
  },
  delay: {
    text: '**{{code}}** took longer than promised. The cause: {{cause}}',
    promised: 'It will be done by {{date}} at the latest.',
    remedy: 'What is being done: {{remedy}}',
  },
  lost_mail: {
    text: '**{{code}}** ({{about}}): the e-mail to {{whom}} did not arrive.',
    over: '**{{code}}**: the e-mail that had not arrived is no longer needed.',
  },
  low_mark: {
    text: '{{requester}} rated **{{code}}** ({{about}}) **{{mark}}**.',
    comment: 'They wrote: {{comment}}',
    none: 'They left no comment. It may be worth asking what happened.',
  },
};
