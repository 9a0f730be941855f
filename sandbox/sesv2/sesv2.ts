import { BadRequestException, MessageRejected, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';

/** One e-mail as it was sent. */
export interface SentEmail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const FILE = 'sandbox/sesv2/sesv2.ts';
const MOST_RECIPIENTS = 50;
const ADDRESS = /^[^\s@<>,;]+@[^\s@<>,;]+$/;

/** SES with its identities, for an account that has left the SES sandbox. */
export class SesV2 implements SandboxService {
  readonly client = 'SESv2Client';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #identities = new Set<string>();
  readonly #sent: SentEmail[] = [];

  constructor(scope: AccountScope) {
    this.#scope = scope;
    const sendEmail: Command<SendEmailCommandInput> = {
      run: (input) => ({ MessageId: this.#sendEmail(input) }),
      needs: ({ FromEmailAddress = '' }) => [
        { action: 'ses:SendEmail', resource: this.#identityArn(FromEmailAddress) },
      ],
    };
    this.commands = { SendEmail: sendEmail as Command };
  }

  /** Verifies a domain or an address to send from. */
  verifyIdentity(identity: string): void {
    this.#identities.add(identity);
  }

  /** Every e-mail that was sent, oldest first. */
  get sent(): readonly SentEmail[] {
    return this.#sent;
  }

  #sendEmail(input: SendEmailCommandInput): string {
    refuseOtherMembers('SendEmail', input, ['FromEmailAddress', 'Destination', 'Content'], FILE);
    const { FromEmailAddress: from = '', Destination = {}, Content = {} } = input;
    refuseOtherMembers('SendEmail', Destination, ['ToAddresses'], FILE);
    refuseOtherMembers('SendEmail', Content, ['Simple'], FILE);
    const to = Destination.ToAddresses ?? [];
    checkRecipients(to);
    if (!this.#identityOf(from))
      throw new MessageRejected({
        message: `Email address is not verified. The following identities failed the check in region ${this.#scope.region.toUpperCase()}: ${from}`,
        $metadata: { httpStatusCode: 400 },
      });
    return this.#keep(from, to, Content.Simple ?? { Subject: undefined, Body: undefined });
  }

  #keep(
    from: string,
    to: readonly string[],
    simple: NonNullable<NonNullable<SendEmailCommandInput['Content']>['Simple']>,
  ): string {
    refuseOtherMembers('SendEmail', simple, ['Subject', 'Body'], FILE);
    const { Subject, Body: { Text, Html } = {} } = simple;
    const subject = Subject?.Data ?? '';
    if (/[\r\n]/.test(subject)) throw badRequest('Header value contains a line break.');
    const id = this.#scope.id();
    this.#sent.push({
      id,
      from,
      to,
      subject,
      ...(Text?.Data !== undefined && { text: Text.Data }),
      ...(Html?.Data !== undefined && { html: Html.Data }),
      at: this.#scope.clock.now(),
    });
    return id;
  }

  /** The identity that lets an address send: itself, else its domain. */
  #identityOf(address: string): string | undefined {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return [address, domain].find((identity) => this.#identities.has(identity));
  }

  #identityArn(address: string): string {
    const { region, accountId } = this.#scope;
    return `arn:aws:ses:${region}:${accountId}:identity/${this.#identityOf(address) ?? address}`;
  }
}

function checkRecipients(to: readonly string[]): void {
  if (to.length === 0) throw badRequest('Must specify at least one recipient.');
  if (to.length > MOST_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MOST_RECIPIENTS}.`);
  const wrong = to.find((address) => !ADDRESS.test(address));
  if (wrong !== undefined) throw badRequest(`Illegal address: ${wrong}`);
}

function badRequest(message: string): BadRequestException {
  return new BadRequestException({ message, $metadata: { httpStatusCode: 400 } });
}
