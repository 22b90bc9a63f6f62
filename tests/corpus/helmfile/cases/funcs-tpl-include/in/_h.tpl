{{- define "h" -}}
helper of {{ .Environment.Name }}
{{- end -}}