version: '2'
services:
  monitor-agent:
    image: prom/node-exporter:v0.16.0
    network_mode: host
    pid: host
    command:
      - --path.procfs=/host/proc
      - --path.sysfs=/host/sys
      - --collector.filesystem.ignored-mount-points=${IGNORED_MOUNT_POINTS}
      - --web.listen-address=:${PORT}
      - --log.level=${LOG_LEVEL}
{{- range $_, $name := split " " .Values.MORE_COLLECTORS }}
{{- if $name }}
      - --collector.{{ $name }}
{{- end }}
{{- end }}
{{- if .Values.TEXTFILE_DIRECTORY }}
      - --collector.textfile.directory=/textfile
{{- end }}
    volumes:
      - /proc:/host/proc:ro
      - /sys:/host/sys:ro
      - /:/rootfs:ro
{{- if .Values.TEXTFILE_DIRECTORY }}
      - ${TEXTFILE_DIRECTORY}:/textfile:ro
{{- end }}
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
