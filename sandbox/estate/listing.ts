import type { Command } from '../service.ts';
import type { Estate } from './estate.ts';

/** How a describe command pages: the member that holds a page's size, and the one that holds its token. */
export interface Paging {
  readonly size: string;
  readonly token: string;
  /** Member of the answer that names the next page; that of the input when missing. */
  readonly next?: string;
  readonly most: number;
}

/** A describe command that answers all resources of one type, page by page. */
export interface Listing {
  readonly type: string;
  readonly action: string;
  /** What the action is authorised on; `*` when missing. */
  readonly resource?: string;
  /** Member of the answer that holds the list. */
  readonly member: string;
  readonly paging?: Paging;
  /** What is listed of a resource; its properties when missing. */
  readonly shown?: (properties: Readonly<Record<string, unknown>>, id: string) => unknown;
  /** Refuses members of the input that the sandbox would ignore. */
  readonly check?: (input: Readonly<Record<string, unknown>>) => void;
}

type Input = Readonly<Record<string, unknown>>;

/** The token of a page is the position it begins at. */
export function listing(
  estate: Estate,
  { type, action, resource = '*', member, paging, shown = (all) => all, check }: Listing,
): Command {
  const command: Command<Input> = {
    run: (input) => {
      check?.(input);
      const all = estate.list(type);
      if (!paging) return { [member]: all.map(({ id, properties }) => shown(properties, id)) };
      const first = Number(input[paging.token] ?? 0);
      const end = first + Math.min(Number(input[paging.size] ?? paging.most), paging.most);
      return {
        [member]: all.slice(first, end).map(({ id, properties }) => shown(properties, id)),
        ...(end < all.length && { [paging.next ?? paging.token]: String(end) }),
      };
    },
    needs: () => [{ action, resource }],
  };
  return command as Command;
}
