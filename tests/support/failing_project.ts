// A project on a host whose run has some of everything: releases that are done, that fail of helm, of a hook and of
// their needs, and one that waits.
import type { Host } from "./host.ts";

const HELMFILE = `hooks:
  - name: login
    events: [prepare]
    command: echo
    args: [hello]
releases:
  - name: db
    chart: ./chart
    namespace: shop
    values: [{password: {{ env "PASSWORD" | default "none" | quote }}}]
  - name: api
    chart: ./chart
    namespace: shop
    needs: [shop/db]
    hooks:
      - name: migrate
        events: [presync]
        command: ./migrate.sh
  - name: web
    chart: ./chart
    namespace: shop
    needs: [shop/api]
  - name: bad
    chart: ./chart
    namespace: shop
`;

/** Writes it; `api` fails until FIX is set, `bad` while HELM_FAILS matches. */
export async function givenFailingProject(host: Host): Promise<void> {
  await host.write("helmfile.yaml.gotmpl", HELMFILE);
  await host.chart("chart");
  await host.script("migrate.sh", `set -euo pipefail\necho "<migrating> & co"\n[ -n "\${FIX-}" ] || false`);
  host.env.HELM_FAILS = "upgrade* bad *";
  host.env.BOATHOOK_STATE_HOME = `${host.dir}/state`;
}
