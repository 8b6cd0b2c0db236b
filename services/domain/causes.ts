/** The closed lists of causes that a person names and the desk records; no more than the lists, so that loading them costs nothing. */

/** Why an account is to be activated or deactivated; words below `case.reason`. */
export const REASONS = [
  'contract_end',
  'resignation',
  'transfer',
  'leave',
  'retirement',
  'security',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

/** What is wrong with the mail; words below `case.failureKind`. */
export const FAILURE_KINDS = [
  'cannot_send',
  'cannot_receive',
  'cannot_sign_in',
  'outlook_client',
  'service_down',
  'mailbox_full',
  'spam_or_phishing',
  'slow',
  'attachment',
  'network',
  'hardware',
  'other',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];
