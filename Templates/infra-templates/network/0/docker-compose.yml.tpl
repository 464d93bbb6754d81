version: '2'
{{- $net := "rancher/net:v0.13.11" }}
services:
  network-manager:
    image: rancher/network-manager:v0.7.20
    privileged: true
    network_mode: host
    pid: host
    command: plugin-manager --disable-cni-setup --metadata-address 169.254.169.250
    environment:
      DOCKER_BRIDGE: '${BRIDGE}'
      METADATA_IP: 169.254.169.250
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
      - /var/lib/docker:/var/lib/docker
      - /var/lib/rancher/state:/var/lib/rancher/state
      - /lib/modules:/lib/modules:ro
      - /run:/run
      - /var/run:/var/run:ro
      - rancher-cni-driver:/etc/cni
      - rancher-cni-driver:/opt/cni
    labels:
      io.rancher.scheduler.global: 'true'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
  metadata:
    image: rancher/metadata:v0.10.2
    network_mode: bridge
    cap_add:
      - NET_ADMIN
    command: start.sh rancher-metadata -reload-interval-limit=1000 -subscribe
    sysctls:
      net.ipv4.conf.all.send_redirects: '0'
      net.ipv4.conf.default.send_redirects: '0'
      net.ipv4.conf.eth0.send_redirects: '0'
    labels:
      io.rancher.sidekicks: dns
      io.rancher.scheduler.global: 'true'
      io.rancher.container.create_agent: 'true'
      io.rancher.container.agent_service.metadata: 'true'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
  dns:
    image: rancher/dns:v0.17.3
    network_mode: container:metadata
    command: >-
      rancher-dns --listen 169.254.169.250:53 --metadata-server=localhost
      --answers=/etc/rancher-dns/answers.json --recurser-timeout ${DNS_TIMEOUT} --ttl ${DNS_TTL}
    labels:
      io.rancher.scheduler.global: 'true'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
  healthcheck:
    image: rancher/healthcheck:v0.3.6
    command: healthcheck --metadata-address 169.254.169.250
    labels:
      io.rancher.scheduler.global: 'true'
      io.rancher.container.create_agent: 'true'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
  ipsec:
    # This container owns the address and the ports that its sidekicks use: the image must stay the same in every version.
    image: rancher/net:holder
    command: sh -c "echo The log is in the sidekick router; mkfifo f; exec cat f"
    network_mode: ipsec
    ports:
      - 0.0.0.0:500:500/udp
      - 0.0.0.0:4500:4500/udp
    labels:
      io.rancher.sidekicks: router,connectivity-check
      io.rancher.scheduler.global: 'true'
      io.rancher.cni.link_mtu_overhead: '0'
      io.rancher.network.macsync: 'true'
      io.rancher.network.arpsync: 'true'
  router:
    image: {{ $net }}
    command: start-ipsec.sh
    network_mode: container:ipsec
    cap_add:
      - NET_ADMIN
    environment:
      RANCHER_DEBUG: '${DEBUG}'
      IPSEC_REPLAY_WINDOW_SIZE: '1024'
      IPSEC_IKE_SA_REKEY_INTERVAL: 4h
      IPSEC_CHILD_SA_REKEY_INTERVAL: 1h
      RANCHER_IPSEC_PSK: '${IPSEC_KEY}'
    sysctls:
      net.ipv4.conf.all.send_redirects: '0'
      net.ipv4.conf.default.send_redirects: '0'
      net.ipv4.conf.eth0.send_redirects: '0'
      net.ipv4.xfrm4_gc_thresh: '2147483647'
    labels:
      io.rancher.container.create_agent: 'true'
      io.rancher.container.agent_service.ipsec: 'true'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
  connectivity-check:
    image: {{ $net }}
    command:
      - connectivity-check
    network_mode: container:ipsec
    environment:
      RANCHER_DEBUG: '${DEBUG}'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
  cni-driver:
    image: {{ $net }}
    command: start-cni-driver.sh
    privileged: true
    network_mode: host
    pid: host
    environment:
      RANCHER_DEBUG: '${DEBUG}'
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
      - rancher-cni-driver:/opt/cni-driver
    labels:
      io.rancher.scheduler.global: 'true'
      io.rancher.network.cni.binary: rancher-bridge
      io.rancher.container.dns: 'true'
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: '2'
    network_driver:
      name: Starter Network
      default_network:
        name: ipsec
        host_ports: {{ .Values.HOST_PORTS }}
        subnets:
          - network_address: ${SUBNET}
        dns:
          - 169.254.169.250
        dns_search:
          - rancher.internal
      cni_config:
        '10-rancher.conf':
          name: rancher-cni-network
          type: rancher-bridge
          bridge: ${BRIDGE}
          bridgeSubnet: ${SUBNET}
          logToFile: /var/log/rancher-cni.log
          isDebugLevel: ${DEBUG}
          isDefaultGateway: true
          hostNat: true
{{- if eq .Values.BRIDGE_MODE "hairpin" }}
          hairpinMode: true
          promiscMode: false
{{- else }}
          hairpinMode: false
          promiscMode: true
{{- end }}
          mtu: {{ .Values.MTU }}
          linkMTUOverhead: 98
          ipam:
            type: rancher-cni-ipam
            subnetPrefixSize: /{{ .Values.SUBNET_PREFIX }}
            logToFile: /var/log/rancher-cni.log
            isDebugLevel: ${DEBUG}
