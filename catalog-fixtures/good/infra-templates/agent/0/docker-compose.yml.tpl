version: '2'
services:
  agent:
    image: example/agent:2.0.0
    labels:
      io.rancher.scheduler.global: 'true'
    environment:
      STACK: {{.Stack.Name | quote}}
{{- if eq .Values.TLS "true"}}
      ENDPOINT: https://${COLLECTOR}
{{- else}}
      ENDPOINT: http://${COLLECTOR}
{{- end}}
{{- if ne .Values.TOKEN ""}}
      TOKEN: '${TOKEN}'
{{- end}}
{{- range $place, $tag := split "," .Values.TAGS}}
      TAG{{$place}}: {{$tag | trim | quote}}
{{- end}}
