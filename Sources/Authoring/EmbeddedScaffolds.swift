// swift-format-ignore-file
// Generated of Templates/scaffolds by ScaffoldFolderTests; edit the files there.

/// The files of `Templates/scaffolds/`, built in so that a program without a checkout beside it has them.
enum EmbeddedScaffolds {
    /// Every file in the order of the paths, which begin with the kind.
    static let files: [(path: String, text: String)] = [
        (
            "environment/SCAFFOLD_FOLDER/0/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            Say here what an environment of this template has, and for whom it is.

            """#
        ),
        (
            "environment/SCAFFOLD_FOLDER/0/project.yml",
            #"""
            name: SCAFFOLD_TITLE
            description: SCAFFOLD_DESCRIPTION
            stacks:
              # CATALOG:infra*TEMPLATE, the newest version that fits the server; answers: names what differs from the defaults.
              - name: network-services
                templateId: 'library:infra*network-services'
              - name: ipsec
                templateId: 'library:infra*ipsec'
              - name: scheduler
                templateId: 'library:infra*scheduler'
              - name: healthcheck
                templateId: 'library:infra*healthcheck'

            """#
        ),
        (
            "environment/SCAFFOLD_FOLDER/0/rancher-compose.yml",
            #"""
            .catalog:
              name: SCAFFOLD_TITLE
              version: 1.0.0
              description: SCAFFOLD_DESCRIPTION
              minimum_rancher_version: SCAFFOLD_RANCHER_VERSION

            """#
        ),
        (
            "environment/SCAFFOLD_FOLDER/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            The stacks of `project.yml` are started in every new environment that is made from this template.

            """#
        ),
        (
            "environment/SCAFFOLD_FOLDER/catalogIcon-SCAFFOLD_FOLDER.svg",
            #"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="SCAFFOLD_TITLE">
              <rect x="2" y="2" width="60" height="60" rx="12" fill="#0f766e"/>
              <g fill="none" stroke="#ffffff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
                <path d="M15 15h14v14H15zM35 15h14v14H35zM15 35h14v14H15zM35 35h14v14H35z"/>
              </g>
            </svg>

            """#
        ),
        (
            "environment/SCAFFOLD_FOLDER/config.yml",
            #"""
            name: SCAFFOLD_TITLE
            description: SCAFFOLD_DESCRIPTION
            version: 1.0.0
            category: SCAFFOLD_CATEGORY
            maintainer: SCAFFOLD_MAINTAINER
            license: SCAFFOLD_LICENSE

            """#
        ),
        (
            "infra/SCAFFOLD_FOLDER/0/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            Say here what the stack needs, what each question means and how to see that it works: Rancher shows this text above the
            questions.

            """#
        ),
        (
            "infra/SCAFFOLD_FOLDER/0/docker-compose.yml",
            #"""
            version: '2'
            services:
              SCAFFOLD_SERVICE:
                image: traefik/whoami:v1.10.3
                environment:
                  WHOAMI_NAME: ${GREETING}
                labels:
                  # One container on every host.
                  io.rancher.scheduler.global: 'true'

            """#
        ),
        (
            "infra/SCAFFOLD_FOLDER/0/rancher-compose.yml",
            #"""
            version: '2'
            catalog:
              name: SCAFFOLD_TITLE
              version: 1.0.0
              description: SCAFFOLD_DESCRIPTION
              minimum_rancher_version: SCAFFOLD_RANCHER_VERSION
              questions:
                # Infra stacks are started and upgraded by Rancher itself: every question needs a default.
                - variable: GREETING
                  label: Greeting
                  description: What the service answers first
                  type: string
                  default: Hello
                  required: true
            services:
              SCAFFOLD_SERVICE:
                start_on_create: true
                health_check:
                  port: 80
                  request_line: GET / HTTP/1.0
                  interval: 5000
                  response_timeout: 2000
                  healthy_threshold: 2
                  unhealthy_threshold: 3

            """#
        ),
        (
            "infra/SCAFFOLD_FOLDER/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            Each numbered folder is a version. Leave released versions as they are, since stacks run them; `muster new-version` makes the next.

            """#
        ),
        (
            "infra/SCAFFOLD_FOLDER/catalogIcon-SCAFFOLD_FOLDER.svg",
            #"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="SCAFFOLD_TITLE">
              <rect x="2" y="2" width="60" height="60" rx="12" fill="#334155"/>
              <g fill="none" stroke="#ffffff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
                <path d="M16 24h32v16H16zM24 40v8M40 40v8M24 24v-8M40 24v-8"/>
              </g>
            </svg>

            """#
        ),
        (
            "infra/SCAFFOLD_FOLDER/config.yml",
            #"""
            name: SCAFFOLD_TITLE
            description: SCAFFOLD_DESCRIPTION
            version: 1.0.0
            category: SCAFFOLD_CATEGORY
            maintainer: SCAFFOLD_MAINTAINER
            license: SCAFFOLD_LICENSE
            labels:
              io.rancher.orchestration.supported: 'cattle,kubernetes,mesos,swarm'

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/0/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            Say here which driver and version this is, and what somebody needs to add hosts with it.

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/0/checksum",
            #"""
            00000000000000000000000000000000

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/0/rancher-compose.yml",
            #"""
            .catalog:
              name: SCAFFOLD_TITLE
              version: 1.0.0
              description: SCAFFOLD_DESCRIPTION
              minimum_rancher_version: SCAFFOLD_RANCHER_VERSION

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/0/url",
            #"""
            https://example.org/docker-machine-driver-SCAFFOLD_FOLDER.tar.gz

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            `url` is where Rancher fetches the driver from, `checksum` the MD5 or SHA-256 that it must have.

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/catalogIcon-SCAFFOLD_FOLDER.svg",
            #"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="SCAFFOLD_TITLE">
              <rect x="2" y="2" width="60" height="60" rx="12" fill="#b91c1c"/>
              <g fill="none" stroke="#ffffff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
                <path d="M16 16h32v12H16zM16 36h32v12H16zM23 22h1M23 42h1"/>
              </g>
            </svg>

            """#
        ),
        (
            "machine/SCAFFOLD_FOLDER/config.yml",
            #"""
            name: SCAFFOLD_TITLE
            description: SCAFFOLD_DESCRIPTION
            version: 1.0.0
            category: SCAFFOLD_CATEGORY
            maintainer: SCAFFOLD_MAINTAINER
            license: SCAFFOLD_LICENSE

            """#
        ),
        (
            "stack/SCAFFOLD_FOLDER/0/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            Say here what the stack needs, what each question means and how to see that it works: Rancher shows this text above the
            questions.

            """#
        ),
        (
            "stack/SCAFFOLD_FOLDER/0/docker-compose.yml",
            #"""
            version: '2'
            services:
              SCAFFOLD_SERVICE:
                image: traefik/whoami:v1.10.3
                ports:
                  - ${PORT}:80

            """#
        ),
        (
            "stack/SCAFFOLD_FOLDER/0/rancher-compose.yml",
            #"""
            version: '2'
            catalog:
              name: SCAFFOLD_TITLE
              version: 1.0.0
              description: SCAFFOLD_DESCRIPTION
              minimum_rancher_version: SCAFFOLD_RANCHER_VERSION
              questions:
                - variable: PORT
                  label: Port
                  description: The port of the hosts that the service answers on
                  type: int
                  default: 8080
                  min: 1
                  max: 65535
                  required: true
            services:
              SCAFFOLD_SERVICE:
                scale: 1
                start_on_create: true
                health_check:
                  port: 80
                  request_line: GET / HTTP/1.0
                  interval: 5000
                  response_timeout: 2000
                  healthy_threshold: 2
                  unhealthy_threshold: 3

            """#
        ),
        (
            "stack/SCAFFOLD_FOLDER/README.md",
            #"""
            # SCAFFOLD_TITLE

            SCAFFOLD_DESCRIPTION

            Each numbered folder is a version. Leave released versions as they are, since stacks run them; `muster new-version` makes the next.

            """#
        ),
        (
            "stack/SCAFFOLD_FOLDER/catalogIcon-SCAFFOLD_FOLDER.svg",
            #"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="SCAFFOLD_TITLE">
              <rect x="2" y="2" width="60" height="60" rx="12" fill="#1d4ed8"/>
              <g fill="none" stroke="#ffffff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
                <path d="M32 14l18 9-18 9-18-9zM14 32l18 9 18-9M14 41l18 9 18-9"/>
              </g>
            </svg>

            """#
        ),
        (
            "stack/SCAFFOLD_FOLDER/config.yml",
            #"""
            name: SCAFFOLD_TITLE
            description: SCAFFOLD_DESCRIPTION
            version: 1.0.0
            category: SCAFFOLD_CATEGORY
            maintainer: SCAFFOLD_MAINTAINER
            license: SCAFFOLD_LICENSE

            """#
        ),
    ]
}
