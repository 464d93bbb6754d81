version: '2'
services:
  log-agent:
    image: fluent/fluent-bit:1.0.6
    command:
      - /fluent-bit/bin/fluent-bit
      - -R
      - /fluent-bit/etc/parsers.conf
      - -f
      - '${FLUSH_SECONDS}'
      - -H
      - -P
      - '2020'
      - -i
      - tail
      - -p
      - path=/var/lib/docker/containers/*/*-json.log
      - -p
      - parser=docker
      - -p
      - tag=docker.*
      - -p
      - db=/state/positions.db
      - -p
      - mem_buf_limit=5MB
      - -p
      - skip_long_lines=on
{{- if .Values.EXTRA_FIELDS }}
      - -F
      - record_modifier
      - -p
      - match=*
{{- range $_, $line := split "\n" .Values.EXTRA_FIELDS }}
{{- $field := trim $line }}
{{- if $field }}
      - -p
      - {{ printf "record=%s" $field | replace "$" "$$" | quote }}
{{- end }}
{{- end }}
{{- end }}
      - -o
      - '${LOG_OUTPUT}'
      - -p
      - match=*
      - -p
      - host=${LOG_HOST}
      - -p
      - port=${LOG_PORT}
{{- if eq .Values.LOG_TLS "true" }}
      - -p
      - tls=on
{{- end }}
{{- if eq .Values.LOG_OUTPUT "es" }}
      - -p
      - logstash_format=on
{{- if .Values.LOG_USER }}
      - -p
      - http_user=${LOG_USER}
      - -p
      - http_passwd=$${LOG_PASSWORD}
{{- end }}
{{- else if .Values.LOG_PASSWORD }}
      - -p
      - shared_key=$${LOG_PASSWORD}
{{- end }}
    environment:
      LOG_PASSWORD: '${LOG_PASSWORD}'
    volumes:
      - ${DOCKER_ROOT}/containers:/var/lib/docker/containers:ro
      - /var/lib/log-agent:/state
    labels:
      io.rancher.scheduler.global: 'true'
{{- if eq .Values.PULL_ALWAYS "true" }}
      io.rancher.container.pull_image: always
{{- end }}
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
