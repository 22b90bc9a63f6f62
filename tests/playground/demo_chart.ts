// A chart with the kinds most charts have, a hook and a test, written to a folder for sessions with real helm.
import { join } from "../support/paths.ts";

/** Writes the chart and gives its folder. Annotations of both kinds of cluster make its pods fail or hang. */
export async function writeDemoChart(dir: string): Promise<string> {
  const chart = join(dir, "demo");
  await Deno.mkdir(join(chart, "templates"), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) await Deno.writeTextFile(join(chart, name), text);
  return chart;
}

const FILES: Readonly<Record<string, string>> = {
  "Chart.yaml": `apiVersion: v2
name: demo
version: 0.1.0
appVersion: "1"
`,
  "values.yaml": `replicas: 2
color: blue
outcome: ""
jobOutcome: ""
app: web
`,
  "templates/config.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-config
data:
  color: {{ .Values.color }}
{{- if eq .Values.color "blue" }}
  extra: only-blue
{{- end }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ .Release.Name }}-secret
stringData:
  color: {{ .Values.color }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .Release.Name }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  "templates/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels:
      app: {{ .Values.app }}
  template:
    metadata:
      labels:
        app: {{ .Values.app }}
      annotations:
        color: {{ .Values.color }}
{{- with .Values.outcome }}
        boathook.dev/outcome: {{ . }}
        testcluster.local/outcome: {{ . }}
{{- end }}
    spec:
      serviceAccountName: {{ .Release.Name }}
      containers:
        - name: web
          image: nginx:1
          ports:
            - name: http
              containerPort: 80
          env:
            - name: COLOR
              value: {{ .Values.color }}
            - name: STEADY
              value: "1"
          readinessProbe:
            httpGet:
              port: http
`,
  "templates/db.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ .Release.Name }}-db
spec:
  serviceName: {{ .Release.Name }}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: postgres:17
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: {{ .Release.Name }}-agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: agent:1
`,
  "templates/hooks.yaml": `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-migrate
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: 0
  template:
    metadata:
      annotations:
        about: migration
{{- with .Values.jobOutcome }}
        boathook.dev/outcome: {{ . }}
        testcluster.local/outcome: {{ . }}
{{- end }}
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: migrate:1
---
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-test
  annotations:
    helm.sh/hook: test
    boathook.dev/logs: it works
    testcluster.local/logs: it works
spec:
  restartPolicy: Never
  containers:
    - name: test
      image: test:1
`,
};
