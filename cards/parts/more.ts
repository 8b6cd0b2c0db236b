import type {
  IActionSet,
  IContainer,
  IShowCardAction,
  IToggleVisibilityAction,
} from '@microsoft/teams.cards';
import type { Translate } from '../../services/locale/translate.ts';
import { type Action, type Element, unfold } from './card.ts';

/** An input that does not hold up the other forms below the same button; what is missing, the server says. */
function optional(element: Element): Element {
  if (!element.type.startsWith('Input.')) return element;
  const { isRequired: _, errorMessage: __, ...rest } = element as Element & Record<string, unknown>;
  return rest as unknown as Element;
}

function folded(action: IShowCardAction, id: string): IContainer {
  const buttons: IActionSet = { type: 'ActionSet', actions: action.card?.actions ?? [] };
  const inside = (action.card?.body ?? []).map(optional);
  return { type: 'Container', id, isVisible: false, separator: true, items: [...inside, buttons] };
}

function toggle(action: IShowCardAction, ids: readonly string[], at: number): IToggleVisibilityAction {
  const targetElements = ids.map((elementId, index) =>
    index === at ? { elementId } : { elementId, isVisible: false },
  );
  return { type: 'Action.ToggleVisibility', title: action.title, targetElements };
}

/**
 * The rarer buttons behind "Más". Their forms are parts of that one unfolded card, shown by turns: Teams draws no
 * card unfolded inside another, and does not open one from its overflow menu. A single button stands as it is.
 */
export function more(actions: readonly Action[], t: Translate): Action[] {
  if (actions.length < 2) return [...actions];
  const forms = actions.filter((one): one is IShowCardAction => one.type === 'Action.ShowCard');
  const ids = forms.map((_, index) => `more_${index}`);
  const buttons = actions.map((one) =>
    one.type === 'Action.ShowCard' ? toggle(one, ids, forms.indexOf(one)) : one,
  );
  const panels = forms.map((one, index) => folded(one, ids[index] ?? ''));
  return [unfold(t('card.do.more'), [{ type: 'ActionSet', actions: buttons }, ...panels], [])];
}
