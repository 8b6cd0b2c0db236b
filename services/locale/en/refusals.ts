/** What a person reads when the desk says no, or when something around it fails: what, what it means, what next. */
export const refusals = {
  refusal: {
    stale:
      'The case has changed since that card was shown. Here is how it stands now; please decide on this one.',
    not_yours:
      'That is for somebody else to do, so I did nothing. If you think it should be you, write “talk to a person”.',
    own_request:
      'Nobody decides on their own request. Another specialist or the head of technology will look at it.',
    not_now: 'The case is no longer at that point: {{status}}. I changed nothing.',
    too_late_to_withdraw:
      'The case is already being carried out and cannot be withdrawn halfway. If it is a mistake, tell me once it ends and we will undo it.',
    past_licence_gate:
      'There is no verified backup of the mailbox yet, and the licence stays until there is one. Please retry the backup.',
    reason_needed: 'Please write the reason, so that the other person understands the decision.',
    fields_needed: 'Please tick at least one thing to ask for.',
    note_needed: 'Please write a note of what you did; it stays on the case.',
    data_missing: 'To approve it like this, this is missing: {{fields}}. Ask for it with “Ask for data”.',
    not_prepared: 'I am still reading the directory for this case. Please try again in a moment.',
    unknown_step: 'That step is no longer in the work order. I changed nothing.',
    confirmation_needed: 'Before you approve, tick what the procedure asks for. I changed nothing.',
    no_mail_to_return: 'There is no former mail to give back in this case. I changed nothing.',
    reopen_expired:
      'The case was closed more than {{days}} days ago and can no longer be reopened. Tell me what is wrong and we will open a new one.',
    same_person: 'The case is already with that person.',
    not_a_specialist: 'That person is not one of the desk’s specialists. Please choose another.',
    already_signed_in:
      'The holder has already signed in and changed the password, so no other can be revealed. If it was forgotten, ask me for a password reset.',
    cause_needed: 'Write the cause of the delay and its remedy; both stay on the case.',
    new_date_needed:
      'Choose by which day it will be done, from today on and within a year; whoever asked will be told.',
    nothing_to_treat: 'Cause and remedy of that delay are already recorded. Nothing was changed.',
    substitute_dates:
      'Those days do not work: the last one can be neither before the first nor past. Tell me from when until when.',
    substitute_person:
      'That person cannot authorise in your place: it has to be somebody else, with an active account. Tell me who.',
    reveal_first: 'Reveal the access and hand it over first; then acknowledge the induction.',
    invalid_value: '{{field}}: {{problem}}',
    mail_gone: 'That e-mail is no longer in the desk’s mailbox. Ask whoever sent it to send it again.',
    unknown_case: 'I cannot find that case among yours. Write “my cases” to see them.',
    unknown_bulletin: 'That message is not for you, or it is gone. I did nothing.',
    stale_bulletin:
      'This changed after that card was shown. Here it is as it stands now; go on from this one.',
    directory_unread:
      'I cannot check in the directory who may decide this right now. I changed nothing; please try again in a few minutes.',
    draft_gone:
      'That request is no longer open: it was sent or cancelled. If you need another one, just tell me.',
    accounts_not_yours:
      'Those accounts are not in your charge. You can see your own team’s: “accounts in my charge”.',
    settle_not_yours:
      'Only the head of technology takes values from the directory. If something is wrong, tell them.',
    difference_gone: 'The directory no longer says that of the account. The list above is up to date.',
    import_not_yours:
      'Only the head of technology imports accounts into the register. To correct one, ask me to change that account.',
    import_running: 'An import is under way already. Wait for it to end and ask again.',
    import_file_gone: 'That file is no longer here. Attach it again and say “import accounts”.',
    contract_extended: 'The contract was extended, so the account stays active.',
    target_administrator:
      '{{name}} administers the directory, and such accounts are not changed from here. Please talk to the head of technology.',
    target_shared:
      '{{name}} is a shared mailbox, not a person’s account. For changes to it, write “talk to a person”.',
    target_busy:
      'Case {{code}} is already working on {{name}}’s account. Once it ends you can ask for another change.',
    target_enabled: '{{name}}’s account is already active. If signing in fails, ask me for a password reset.',
    target_disabled: '{{name}}’s account is inactive. If it should work again, ask me to reactivate it.',
    target_unknown: 'I cannot find that account in the directory. Please write the full name or the address.',
    indicators_not_yours:
      'The indicators are for the head of technology. If you need them, please ask there; “my cases” shows how yours are going.',
    period_unclear:
      'I did not understand which dates you mean. Say, for example, “indicators for October” or “indicators for the third quarter of 2026”.',
    survey_closed:
      'Ratings are taken for {{days}} days after the closing. If something is not right, write to me and we will see.',
    not_offered:
      'This institution’s desk does not handle that. If you need guidance, write “talk to a person”.',
    mass_asker:
      'A mass deactivation is asked for by the head of technology, or by a supervisor for their own people.',
    list_unknown: 'That list is gone. Attach the file again, or tell me which accounts.',
    brake:
      'The list comes to {{count}} accounts and the limit is {{limit}}. Before it is approved, the head of technology has to narrow it or check it.',
    nothing_affected: 'The list would deactivate no account, so there is nothing to approve.',
    narrow_needed: 'Choose a department or a holder type to narrow the list.',
    return_expired:
      'More than {{days}} days have passed, so it can no longer be returned as a whole. Each account can be reactivated by itself.',
    not_of_the_two: 'The return is asked for and approved by the two people who decided the deactivation.',
    already_returned: 'This deactivation was returned already, or its return is under way.',
    may_not_ask: 'Only {{who}} can ask for that.',
  },
  who: {
    holder: 'the account’s holder',
    supervisor: 'their manager or supervisor',
    liaison: 'the department’s technology liaison',
    deskLead: 'the head of technology',
    specialist: 'one of the desk’s specialists',
  },
  fault: {
    directory:
      'The directory is not answering right now. Your case is saved and I will go on by myself once it is back.',
    directoryForbidden: 'The directory did not let me do that step. The specialist has been told.',
    directoryRefused: 'The directory did not accept that step. The specialist has been told.',
    mailbox: 'The mailbox did not hand over some messages. I keep trying; nothing has been removed.',
    backup: 'I could not save the mailbox backup. I keep trying; nothing has been removed.',
    file: 'I could not keep the file. Try again in a few minutes.',
    store: 'I cannot save anything right now, so I made no change. Please try again in a few minutes.',
    channel: 'Teams did not take the message. I will try again.',
    mail: 'The e-mail did not go out. I will try again.',
    settings: 'The desk’s settings have a problem.',
    unexpected:
      'Something failed on my side and I made no change. Please try again; if it happens again, write “talk to a person”.',
  },
};
