/// The numbers that DSA keys share: a prime modulus, a prime divisor of it less 1, and a generator of that order.
///
/// The group of RFC 5114, section 2.3, with 2048 and 256 bits; searching one for every key takes long and gains nothing.
struct DSAGroup {
    let modulus: [UInt64]
    let order: [UInt64]
    let generator: [UInt64]

    /// The words of each number, the highest first.
    static let published = DSAGroup(
        modulus: [
            0x87a8e61db4b6663c, 0xffbbd19c65195999, 0x8ceef608660dd0f2, 0x5d2ceed4435e3b00, 0xe00df8f1d61957d4,
            0xfaf7df4561b2aa30, 0x16c3d91134096faa, 0x3bf4296d830e9a7c, 0x209e0c6497517abd, 0x5a8a9d306bcf67ed,
            0x91f9e6725b4758c0, 0x22e0b1ef4275bf7b, 0x6c5bfc11d45f9088, 0xb941f54eb1e59bb8, 0xbc39a0bf12307f5c,
            0x4fdb70c581b23f76, 0xb63acae1caa6b790, 0x2d52526735488a0e, 0xf13c6d9a51bfa4ab, 0x3ad8347796524d8e,
            0xf6a167b5a41825d9, 0x67e144e514056425, 0x1ccacb83e6b486f6, 0xb3ca3f7971506026, 0xc0b857f689962856,
            0xded4010abd0be621, 0xc3a3960a54e710c3, 0x75f26375d7014103, 0xa4b54330c198af12, 0x6116d2276e11715f,
            0x693877fad7ef09ca, 0xdb094ae91e1a1597,
        ],
        order: [
            0x8cf83642a709a097, 0xb447997640129da2, 0x99b1a47d1eb3750b, 0xa308b0fe64f5fbd3,
        ],
        generator: [
            0x3fb32c9b73134d0b, 0x2e77506660edbd48, 0x4ca7b18f21ef2054, 0x07f4793a1a0ba125, 0x10dbc15077be463f,
            0xff4fed4aac0bb555, 0xbe3a6c1b0c6b47b1, 0xbc3773bf7e8c6f62, 0x901228f8c28cbb18, 0xa55ae31341000a65,
            0x0196f931c77a57f2, 0xddf463e5e9ec144b, 0x777de62aaab8a862, 0x8ac376d282d6ed38, 0x64e67982428ebc83,
            0x1d14348f6f2f9193, 0xb5045af2767164e1, 0xdfc967c1fb3f2e55, 0xa4bd1bffe83b9c80, 0xd052b985d182ea0a,
            0xdb2a3b7313d3fe14, 0xc8484b1e052588b9, 0xb7d2bbd2df016199, 0xecd06e1557cd0915, 0xb3353bbb64e0ec37,
            0x7fd028370df92b52, 0xc7891428cdc67eb6, 0x184b523d1db246c3, 0x2f63078490f00ef8, 0xd647d148d4795451,
            0x5e2327cfef98c582, 0x664b4c0f6cc41659,
        ])
}
