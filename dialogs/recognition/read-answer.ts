/** Pure readers that the dialogs use to read an answer in the light of the question that was asked. */
export { curpIsValid, looksLikeCurp } from './national-id.ts';
export { readChoice, readYesNo, type YesNo } from './read-choice.ts';
export { readPersonName } from './read-name.ts';
export {
  mendContractNumber,
  readCaseNumber,
  readContractNumber,
  readDate,
  readEmail,
  readHolderType,
  readNationalId,
  readPhone,
} from './read-values.ts';
