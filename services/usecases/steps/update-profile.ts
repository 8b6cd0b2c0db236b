import { splitSpanishName } from '../../domain/names.ts';
import { changeOf } from '../../domain/plan.ts';
import { profileIs } from './restore-access.ts';
import { failed, type StepRun } from './step.ts';

/** Writes the property that the modification names. */
export const updateProfile: StepRun = (context) => {
  const { fields } = context.case;
  const name = fields.newValue?.value ?? '';
  switch (changeOf(context.case)) {
    case 'name':
      return profileIs(context, { displayName: name, ...splitGiven(name) });
    case 'position':
      return profileIs(context, { jobTitle: fields.position?.value });
    case 'department':
      return profileIs(context, { department: fields.department?.value });
    case 'phone':
      return profileIs(context, { mobilePhone: fields.phone?.value });
    default:
      return Promise.resolve(failed('nothing_to_write'));
  }
};

function splitGiven(name: string): { givenName: string; surname: string } {
  const { givenName, surname } = splitSpanishName(name);
  return { givenName, surname };
}
