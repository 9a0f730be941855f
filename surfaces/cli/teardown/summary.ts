export const TEARDOWN = {
  name: 'teardown',
  summary:
    'Remove the installation from its account, with the audit kept; without --yes only say what would happen.',
} as const;

export const TEARDOWN_HELP = `It refuses while deployments run or rollback windows are open, exports the audit to a file and verifies it, then
destroys every stack but the platform's, with your own AWS credentials. Users' services and traffic stay as they are.

flags:
  --yes           do it (default: --dry-run)
  --export FILE   where the audit goes; a new file (default: operate-audit-<day>.jsonl)
  --endpoint URL  the API (default: OPERATE_ENDPOINT)
  --json          print what was found and done as JSON`;
