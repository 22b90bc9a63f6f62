// What `init` writes: a commented state file and the chart it deploys, so that it runs as it is, without internet.
// Everything in it is valid, and what is commented out is when the comment signs go.

/** A first helmfile.yaml. */
export const STARTER = `# What shall run in the cluster, and what happens before and after it.
# Look with "boathook list", preview changes with "boathook diff", make them with "boathook apply".

helmDefaults:
  wait: true # a release is done when its resources are ready
  timeout: 300 # seconds

# Where charts named REPOSITORY/CHART come from.
# repositories:
#   - name: ours
#     url: https://charts.example.com

# Values for templates, by environment; choose one with "-e staging".
# environments:
#   default:
#     values:
#       - greeting: Hello
#   staging:
#     values:
#       - greeting: Hello from staging

releases:
  - name: backend
    namespace: demo
    chart: ./charts/hello # a folder, REPOSITORY/CHART, oci://... or an address
    # version: ~1.2.0 # of a chart that is not a folder

  - name: frontend
    namespace: demo
    chart: ./charts/hello
    labels:
      tier: front # select it with "-l tier=front"
    needs: [demo/backend] # goes first
    values: # files, or the values themselves
      - greeting: Hello from the frontend
    hooks:
      - name: announce
        events: [presync] # prepare, presync, preapply, postapply, postsync, preuninstall, postuninstall, cleanup
        command: echo
        args: ["about to sync {{ .Release.Name }}"]
        showlogs: true
      - name: check
        events: [postapply]
        command: bash # or a script: ./hooks/check.sh
        args:
          - -c
          - |
            set -euo pipefail
            echo "\${RELEASE_NAME} is in the namespace \${NAMESPACE}"
        showlogs: true
        timeout: 30s # then the hook and all it started is ended, and the release fails
`;

/** The chart of its releases, by path. */
export const STARTER_CHART: Readonly<Record<string, string>> = {
  "charts/hello/Chart.yaml": `apiVersion: v2
name: hello
description: One greeting in a ConfigMap; put your own templates in its place.
version: 0.1.0
`,
  "charts/hello/values.yaml": `greeting: Hello
`,
  "charts/hello/templates/greeting.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-greeting
data:
  greeting: {{ .Values.greeting | quote }}
`,
};
