version: '2'
services:
  app:
    image: example/app:1.0.0
{{- if .Stack.Name}}
    command: run
