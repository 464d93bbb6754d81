version: '2'
services:
  app:
    image: example/app:1.0.0
    hostname: {{uper .Stack.Name}}
