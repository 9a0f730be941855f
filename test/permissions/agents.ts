import { catalog } from '../../functions/catalog.ts';
import { toolsOf } from '../../surfaces/mcp/tools.ts';
import type { Installation } from '../flows/installation.ts';
import { askDoor } from '../mcp/door.ts';

const ASKING = { profile: 'admin', client: { elicitation: {} } };
const YES = { confirm: { action: 'accept', content: { confirm: true } } };

/** Every tool, called by an agent that has nothing to say; what needs an input is refused by its operation. */
export async function agents(installation: Installation): Promise<void> {
  for (const { tool } of toolsOf(catalog)) {
    const call = { name: tool.name, arguments: {} };
    const { message } = await askDoor(installation, 'tools/call', call, ASKING);
    const { requestState } = message.result ?? {};
    if (requestState !== undefined)
      await askDoor(installation, 'tools/call', { ...call, requestState, inputResponses: YES }, ASKING);
  }
}
