extension Rule.Example {
    /// An example of one machine driver `box` with one version.
    static func machine(_ file: String, _ text: String, better: String) -> Self {
        let folder = "machine-templates/box"
        let files = [
            "\(folder)/config.yml":
                "name: Box\ndescription: A driver of boxes\nversion: 1.0.0\ncategory: Box\nmaintainer: Ann\nlicense: MIT\n",
            "\(folder)/catalogIcon-box.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n",
            "\(folder)/0/rancher-compose.yml": ".catalog:\n  name: Box\n  version: 1.0.0\n",
            "\(folder)/0/url": "https://example.org/driver.tar.gz\n",
            "\(folder)/0/checksum": "d41d8cd98f00b204e9800998ecf8427e\n",
        ]
        return Self(files.merging(["\(folder)/0/\(file)": text]) { $1 }, shown: "\(folder)/0/\(file)", better: better)
    }
}
