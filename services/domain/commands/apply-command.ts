import type { CommandName, CommandOf } from '../command.ts';
import { applyMailReturn } from '../mail-return.ts';
import { applyRating } from '../survey.ts';
import { type ApplyCommand, done } from './applied.ts';
import { massOr } from './applied-mass.ts';
import { applyAnswer, applyQuestion, applyRecordedAnswer, applyReopening } from './apply-answer.ts';
import { applyAcknowledgement, applyConfirmation, applyReveal } from './apply-delivery.ts';
import { applyLostMail, applyResending } from './apply-lost-mail.ts';
import { applyMail } from './apply-mail.ts';
import { APPLY_MASS } from './apply-mass.ts';
import {
  massAnswered,
  massApprove,
  massBegin,
  massNever,
  massPrepared,
  massReject,
  massWithdraw,
} from './apply-mass-review.ts';
import { massRetry } from './apply-mass-run.ts';
import {
  applyApproval,
  applyAssignment,
  applyAuthorisation,
  applyHandingOver,
  applyNoAuthorisation,
  applyPreparation,
  applyRejection,
  applyTaking,
  applyTurningDown,
  applyWithdrawal,
} from './apply-review.ts';
import {
  applyBreach,
  applyPassingOn,
  applyReminder,
  applySilentConfirmation,
  applyTreatment,
  applyUnanswered,
  applyWarning,
} from './apply-timed.ts';
import {
  applyNoMailReturn,
  applyResolution,
  applyRetry,
  applyStep,
  applyStepByHand,
} from './apply-work-order.ts';

/**
 * What each command does with the case's content, by the phase that it belongs to. Which may be given when, and by
 * whom, is `lifecycle-table.ts`. `massOr` names what a mass deactivation makes of a command, and then every other case.
 */
export const APPLY: { readonly [N in CommandName]: ApplyCommand<N> } = {
  prepared: massOr(massPrepared, applyPreparation),
  turn_down: applyTurningDown,
  authorise: applyAuthorisation,
  not_authorise: applyNoAuthorisation,
  assign: applyAssignment,
  take: applyTaking,
  hand_over: applyHandingOver,
  approve: massOr(massApprove, applyApproval),
  reject: massOr(massReject, applyRejection),
  withdraw: massOr(massWithdraw, applyWithdrawal),

  request_data: applyQuestion,
  add_data: massAnswered<CommandOf<'add_data'>>((value, command, actor, context) =>
    applyAnswer(value, command.fields, command.note, actor, context),
  ),
  record_answer: massAnswered(applyRecordedAnswer),
  receive_mail: applyMail,
  lose_mail: applyLostMail,
  resend_mail: applyResending,
  reopen: massOr(massNever, applyReopening),

  begin: massOr(massBegin, (value) => done(value)),
  step: applyStep,
  step_by_hand: applyStepByHand,
  retry: massOr(massRetry, applyRetry),
  return_mail: (value, _command, actor, context) => applyMailReturn(value, actor, context),
  skip_mail: applyNoMailReturn,
  resolve_by_hand: massOr(massNever, applyResolution),

  reveal: applyReveal,
  acknowledge: applyAcknowledgement,
  confirm: applyConfirmation,
  rate: (value, command, _actor, context) => applyRating(value, command, context),

  remind: (value, _command, _actor, context) => applyReminder(value, context),
  close_unanswered: (value) => applyUnanswered(value),
  close_confirmed: (value) => applySilentConfirmation(value),
  escalate_authorisation: (value) => done({ ...value, waiting: undefined }),
  pass_authorisation: (value, command, _actor, context) => applyPassingOn(value, command, context),
  warn_deadline: (value, command) => applyWarning(value, command.goal),
  breach: (value, command, _actor, context) => applyBreach(value, command.goal, context),
  treat_nonconformity: applyTreatment,

  ...APPLY_MASS,
};
