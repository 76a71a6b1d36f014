"""Ed25519 as RFC 8032 has it, and stricter where the RFC leaves room: each signature has one spelling."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trail.bundles import ONE, sha
from verify_audit import BASE, NEUTRAL, L, P, add, compressed, decompressed, is_small, multiples, times, verified

LONG = (
    "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12ee50f8f54e9f77b1e355f6c50544e23f"
    "b1433ddf73be84d879de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d658675fc6ea534e0810a4432826bf58c"
    "941efb65d57a338bbd2e26640f89ffbc1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4feba15452f80288a82"
    "1a579116ec6dad2b3b310da903401aa62100ab5d1a36553e06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbef"
    "efd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d206be6cd9ec7aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53"
    "f1d8ac70bdcb7ed185ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2d17ba70eb6248e594e1a2297acbbb39d"
    "502f1a8c6eb6f1ce22b3de1a1f40cc24554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f27088d78b7e883c8759"
    "d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b07"
    "07e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128bab27af87a71314f318c782b23ebfe808b82b0ce26401d2e22"
    "f04d83d1255dc51addd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429ec96031dbcad3dad9af0dcbaaaf268cb8"
    "fcffead94f3c7ca495e056a9b47acdb751fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c42f58c30c04aafdb"
    "038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34df"
    "f7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08d78ff4ef5d63653a65040cf9bfd4aca7984a74d371459867"
    "80fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e488acba6b965610b5480109c8b17b80e1"
    "b7b750dfc7598d5d5011fd2dcc5600a32ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e6aed3fb0f9cd71a4"
    "3dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5fb93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b5"
    "0d334ba77c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315cf4fd"
    "e7cb68606937380db2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef68d3a101e8a3b8ca"
    "c60c905c15fc910840b94c00a0b9d0"
)
VECTORS = [  # RFC 8032, 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
        "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
        "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
        "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e", LONG,
        "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350a"
        "a5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6ac00a9704a188a03",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b5890"
        "9351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]  # fmt: skip
MESSAGE = "Quyết định".encode()
SIGNATURE = ONE.private.sign(MESSAGE)
SMALL = [  # every encoding of the eight points of small order that a decoder could take
    (1).to_bytes(32, "little"),
    (P - 1).to_bytes(32, "little"),
    (0).to_bytes(32, "little"),
    (1 << 255).to_bytes(32, "little"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
]
NOT_CANONICAL = [(P + number | sign << 255).to_bytes(32, "little") for number in range(19) for sign in (0, 1)]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_vectors_of_the_rfc_verify(public: str, message: str, signature: str) -> None:
    assert verified(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_vector_with_another_message_is_refused(public: str, message: str, signature: str) -> None:
    assert not verified(bytes.fromhex(public), bytes.fromhex(message) + b"1", bytes.fromhex(signature))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_signatures_of_another_library_verify(seed: bytes, message: bytes) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    assert verified(private.public_key().public_bytes_raw(), message, private.sign(message))


def flipped(bit: int) -> bytes:
    changed = bytearray(SIGNATURE)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_one_flipped_bit_of_a_signature_is_refused() -> None:
    assert [bit for bit in range(512) if verified(ONE.public, MESSAGE, flipped(bit))] == []


@pytest.mark.parametrize("times_l", [1, 2, 8, 15])
def test_number_beyond_the_order_is_refused(times_l: int) -> None:
    """The second spelling of a signature that a lax verifier takes."""
    number = int.from_bytes(SIGNATURE[32:], "little") + times_l * L
    assert not verified(ONE.public, MESSAGE, SIGNATURE[:32] + number.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 128])
def test_signature_of_another_length_is_refused(length: int) -> None:
    assert not verified(ONE.public, MESSAGE, (SIGNATURE * 2)[:length])


@pytest.mark.parametrize("public", SMALL + NOT_CANONICAL + [b"", ONE.public[:31], ONE.public + b"\0"])
def test_key_that_is_no_point_of_full_order_is_refused(public: bytes) -> None:
    """Under a key of small order the signature (neutral point, 0) would fit many messages."""
    neutral = (1).to_bytes(32, "little") + bytes(32)
    assert not any(verified(public, str(number).encode(), neutral) for number in range(16))


@pytest.mark.parametrize("public", SMALL)
def test_key_of_small_order_signs_nothing(public: bytes) -> None:
    """With R = 5·B and S = 5 one message in eight would verify."""
    signature = compressed(times(5, multiples(BASE))) + (5).to_bytes(32, "little")
    assert not any(verified(public, str(number).encode(), signature) for number in range(64))


@pytest.mark.parametrize("r", SMALL)
def test_point_of_small_order_in_a_signature_is_refused(r: bytes) -> None:
    """Made by the holder of the key: S = k·a fits R = 0 by the formula alone."""
    scalar = bytearray.fromhex(hashlib.sha512(ONE.seed).hexdigest())[:32]
    scalar[0] &= 248
    scalar[31] = scalar[31] & 63 | 64
    k = int.from_bytes(hashlib.sha512(r + ONE.public + MESSAGE).digest(), "little") % L
    s = k * int.from_bytes(scalar, "little") % L
    assert not verified(ONE.public, MESSAGE, r + s.to_bytes(32, "little"))


@pytest.mark.parametrize("data", NOT_CANONICAL)
def test_point_has_one_encoding(data: bytes) -> None:
    assert decompressed(data) is None


@pytest.mark.parametrize("data", SMALL)
def test_points_of_small_order_are_known(data: bytes) -> None:
    point = decompressed(data)
    assert point is None or is_small(point)


def test_points_survive_compression() -> None:
    table = multiples(BASE)
    points = [times(int(sha(bytes([number])), 16) % L, table) for number in range(20)]
    assert [compressed(decompressed(compressed(point))) for point in points] == [compressed(point) for point in points]


def test_base_has_the_order_of_the_rfc() -> None:
    assert compressed(add(times(L - 1, multiples(BASE)), BASE)) == compressed(NEUTRAL)
