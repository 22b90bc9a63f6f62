// Every YAML block of the guide as it stands there, on a host with stand-ins for what it calls: what happens when all
// goes well, and what is said when it does not. In sync and in apply.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";
import { join } from "../support/paths.ts";
import { givenBlock } from "./given_block.ts";

interface GuideCase {
  readonly block: string;
  readonly title: string;
  readonly given?: (host: Host) => Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
  /** Added to the command line. */
  readonly flags?: string;
  readonly exit: number;
  /** What was called, in order, `helm diff` left out. */
  readonly ran: readonly string[];
  /** What standard error says, in this order. */
  readonly says: readonly string[];
}

const VALIDATE_CONFIG = `#!/bin/bash
set -e

echo "Validating configuration..."

# Check required environment variables
if [ -z "$DATABASE_URL" ]; then
    echo "ERROR: DATABASE_URL is not set"
    exit 1
fi

# Validate Kubernetes connectivity
if ! kubectl cluster-info > /dev/null 2>&1; then
    echo "ERROR: Cannot connect to Kubernetes cluster"
    exit 1
fi

echo "Configuration validation passed"
`;

const journal = (word: string) => `echo "${word}" >> "$JOURNAL"`;

async function givenValidation(host: Host, dependencies = journal("check-dependencies")): Promise<void> {
  await host.script("scripts/validate-config.sh", VALIDATE_CONFIG);
  await host.script("scripts/check-dependencies.sh", dependencies);
  await host.tool("kubectl", `[ -z "$NO_CLUSTER" ]`);
}

async function givenMigrations(host: Host, kubectl: string, migrate = ""): Promise<void> {
  await host.tool("kubectl", kubectl);
  await host.script("migrate", `echo "migrate $* $DATABASE_URL" >> "$JOURNAL"\n${migrate}`);
}

async function givenPrerequisites(host: Host, backup: string): Promise<void> {
  await host.script("scripts/check-prerequisites.sh", journal("check-prerequisites"));
  await host.script("scripts/backup.sh", `${journal("backup")}\n${backup}`);
}

const GET_PASSWORD = "kubectl get secret db-credentials -n production -o jsonpath={.data.password}";
const WAIT =
  "kubectl wait --for=condition=ready pod -l app.kubernetes.io/name=postgresql -n production --timeout=300s";
const IS_READY = "kubectl exec -n production postgresql-0 -- pg_isready -U postgres";
const ROLLOUT = "kubectl rollout status deployment/api-gateway -n production --timeout=300s";
const HEALTH = "curl -sf http://api-gateway.production.svc/health";

const CASES: readonly GuideCase[] = [
  {
    block: "01-basic-hook-configuration",
    title: "prints before and after",
    exit: 0,
    ran: ["helm upgrade myapp"],
    says: ["Starting deployment of myapp", "Finished deployment of myapp"],
  },
  {
    block: "01-basic-hook-configuration",
    title: "runs postsync after a failed upgrade",
    env: { HELM_FAILS: "upgrade*" },
    exit: 1,
    ran: ["helm upgrade myapp"],
    says: ["Starting deployment", "Finished deployment", "UPGRADE FAILED: context deadline exceeded"],
  },
  {
    block: "02-using-shell-scripts-in-hooks",
    title: "validates first",
    given: givenValidation,
    env: { DATABASE_URL: "postgres://db" },
    exit: 0,
    ran: ["kubectl cluster-info", "check-dependencies", "helm upgrade api-server"],
    says: ["Running pre-deployment checks...", "Configuration validation passed"],
  },
  {
    block: "02-using-shell-scripts-in-hooks",
    title: "goes on after a failed check without set -e, and says so",
    given: givenValidation,
    exit: 0,
    ran: ["check-dependencies", "helm upgrade api-server"],
    says: ["ERROR: DATABASE_URL is not set", "warning", "helmfile.yaml:13", "./scripts/validate-config.sh"],
  },
  {
    block: "02-using-shell-scripts-in-hooks",
    title: "stops before helm when the last check fails",
    given: (host) => givenValidation(host, "echo 'redis is down' >&2\nexit 3"),
    env: { DATABASE_URL: "postgres://db", NO_CLUSTER: "1" },
    exit: 1,
    ran: ["kubectl cluster-info"],
    says: [
      "ERROR: Cannot connect to Kubernetes cluster",
      "redis is down",
      'presync of release "api-server"',
      "exit code 3",
      "scripts/check-dependencies.sh:3",
      "exit 3",
      "helmfile.yaml:14",
    ],
  },
  {
    block: "03-database-migration-hook",
    title: "migrates with the password of a secret",
    given: (host) => givenMigrations(host, "printf czNjcmV0"),
    exit: 0,
    ran: [
      GET_PASSWORD,
      "migrate up postgres://app:s3cret@db.production:5432/myapp",
      "helm upgrade backend-api",
    ],
    says: ["Running database migrations...", "Migrations completed successfully"],
  },
  {
    block: "03-database-migration-hook",
    title: "names the migration that failed",
    given: (host) => givenMigrations(host, "printf czNjcmV0", "exit 9"),
    exit: 0,
    ran: [
      GET_PASSWORD,
      "migrate up postgres://app:s3cret@db.production:5432/myapp",
      "helm upgrade backend-api",
    ],
    says: ["warning", "helmfile.yaml:19", "./migrate up", "exit code 9"],
  },
  {
    block: "05-notification-hooks",
    title: "posts before and after",
    given: (host) => host.tool("curl"),
    env: { SLACK_WEBHOOK_URL: "https://hooks.example/1" },
    exit: 0,
    ran: [
      "curl -X POST https://hooks.example/1 -H Content-Type: application/json -d {",
      '    "text": "Deployment starting: frontend to production"',
      "  }",
      "helm upgrade frontend",
      "curl -X POST https://hooks.example/1 -H Content-Type: application/json -d {",
      '    "text": "Deployment completed: frontend to production"',
      "  }",
    ],
    says: ["Updated Releases", "frontend"],
  },
  {
    block: "05-notification-hooks",
    title: "deploys nothing when the first post fails",
    given: (host) => host.tool("curl", "echo 'curl: (3) URL rejected' >&2; exit 3"),
    exit: 1,
    ran: [
      "curl -X POST  -H Content-Type: application/json -d {",
      '    "text": "Deployment starting: frontend to production"',
      "  }",
      "curl -X POST  -H Content-Type: application/json -d {",
      '    "text": "Deployment completed: frontend to production"',
      "  }",
    ],
    says: ["curl: (3) URL rejected", "exit code 3", "helmfile.yaml:12", 'curl -X POST "$SLACK_WEBHOOK_URL"'],
  },
  {
    block: "06-health-check-hook",
    title: "waits until the service answers",
    given: async (host) => {
      await host.tool("kubectl");
      await host.tool("curl", `[ "$(grep -c '^curl' "$JOURNAL")" = 3 ]`);
      await host.tool("sleep");
    },
    exit: 0,
    ran: ["helm upgrade api-gateway", ROLLOUT, HEALTH, "sleep 10", HEALTH, "sleep 10", HEALTH],
    says: ["Attempt 1: Service not ready", "Attempt 2: Service not ready", "Health check passed"],
  },
  {
    block: "06-health-check-hook",
    title: "fails the release after 30 attempts",
    given: async (host) => {
      await host.tool("kubectl");
      await host.tool("curl", "exit 7");
      await host.tool("sleep");
    },
    exit: 1,
    ran: ["helm upgrade api-gateway", ROLLOUT, ...Array(30).fill([HEALTH, "sleep 10"]).flat()],
    says: [
      "Attempt 30: Service not ready",
      "Health check failed after 30 attempts",
      'postapply of release "api-gateway"',
      "helmfile.yaml:30",
      "exit 1",
    ],
  },
  {
    block: "07-conditional-hook-execution",
    title: "runs what is new",
    given: async (host) => {
      await host.write("migrations/1.sql", "select 1;");
      await host.write(".last-migration", "");
      await Deno.utime(join(host.project, ".last-migration"), 1, 1);
      await host.script("run-migrations.sh", journal("run-migrations"));
    },
    exit: 0,
    ran: ["run-migrations", "helm upgrade backend"],
    says: ["Found 1 new migration files"],
  },
  {
    block: "07-conditional-hook-execution",
    title: "runs nothing without migrations",
    exit: 0,
    ran: ["helm upgrade backend"],
    says: ["No new migrations to run"],
  },
  {
    block: "08-environment-specific-hooks",
    title: "backs up in production",
    given: (host) => host.script("scripts/backup.sh", journal("backup")),
    flags: "-e production",
    exit: 0,
    ran: ["backup", "helm upgrade myapp"],
    says: ["Creating pre-deployment backup...", "Deployment to production completed"],
  },
  {
    block: "08-environment-specific-hooks",
    title: "points into the unrendered file when the backup is missing",
    flags: "-e production",
    exit: 1,
    ran: [],
    says: [
      "./scripts/backup.sh: No such file or directory",
      "exit code 127",
      "helmfile.yaml:24",
      "./scripts/backup.sh",
    ],
  },
  {
    block: "08-environment-specific-hooks",
    title: "does not back up in staging",
    flags: "-e staging",
    exit: 0,
    ran: ["helm upgrade myapp"],
    says: ["Deployment to staging completed"],
  },
  {
    block: "09-error-handling-in-hooks",
    title: "passes its checks",
    given: (host) => givenPrerequisites(host, "true"),
    exit: 0,
    ran: ["check-prerequisites", "backup", "helm upgrade critical-service"],
    says: ["Step 1", "Step 2", "All pre-deployment checks passed"],
  },
  {
    block: "09-error-handling-in-hooks",
    title: "aborts when the backup fails",
    given: (host) => givenPrerequisites(host, "exit 5"),
    exit: 1,
    ran: ["check-prerequisites", "backup"],
    says: [
      "ERROR: Backup failed",
      "Aborting deployment to prevent data loss",
      'preapply of release "critical-service"',
      "helmfile.yaml:26",
      "exit 1",
    ],
  },
  {
    block: "10-using-hooks-with-multiple-releases",
    title: "waits for the database before the backend",
    given: (host) => host.tool("kubectl"),
    exit: 0,
    ran: ["helm upgrade database", WAIT, IS_READY, "helm upgrade backend"],
    says: ["Waiting for database to be ready...", "Database is ready", "Database connection verified"],
  },
  {
    block: "10-using-hooks-with-multiple-releases",
    title: "leaves the backend alone when the database fails",
    given: (host) => host.tool("kubectl"),
    env: { HELM_FAILS: "upgrade*database*" },
    exit: 1,
    ran: ["helm upgrade database", WAIT],
    says: ["UPGRADE FAILED", "backend", "database"],
  },
];

for (const { block, title, given, env, flags, exit, ran, says } of CASES) {
  for (const command of ["sync", "apply"]) {
    Deno.test(`guide ${block} ${title} (${command})`, () =>
      withHost(async (host) => {
        await givenBlock(host, block);
        await given?.(host);
        Object.assign(host.env, env);
        const run = await host.run(flags ? `${flags} ${command}` : command);
        assertExit(run, exit);
        assertEquals((await host.journal()).filter((line) => !line.startsWith("helm diff")), [...ran]);
        assertSays(run.stderr, says);
      }));
  }
}
