"""What is done to every PDF after its producer: no dates, a fixed id, small streams; encryption; what the manifest says."""
import hashlib
import io
import re

import pikepdf

VOLATILE = ("/CreationDate", "/ModDate", "/Author")


# Producers whose tagged structure, thousands of small objects, is put into object streams to keep the files small.
TAGGED = ("chromium", "typst")


def tidy(path, producer):
    """Takes out what differs from run to run. The objects stay as the producer wrote them."""
    modes = pikepdf.ObjectStreamMode
    mode = modes.generate if producer in TAGGED else modes.preserve
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key in VOLATILE:
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        pdf.save(path, deterministic_id=True, compress_streams=True, recompress_flate=True,
                 object_stream_mode=mode)


def seal(plain, path, password, revision):
    """An encrypted copy. Its salts are chance, so a file that still opens to the same content is left as it is."""
    if opens_to(plain, path, password):
        return
    with pikepdf.open(plain) as pdf:
        allow = pikepdf.Permissions(print_highres=False, print_lowres=False)
        pdf.save(path, encryption=pikepdf.Encryption(user=password, owner="raingan-owner", R=revision, allow=allow))


def opens_to(plain, path, password):
    """Whether `path` is already an encrypted copy of `plain`."""
    try:
        return content(path, password) == content(plain, "")
    except (FileNotFoundError, pikepdf.PdfError):
        return False


def content(path, password):
    """The content streams and page boxes of a file, as one digest."""
    digest = hashlib.sha256()
    with pikepdf.open(path, password=password) as pdf:
        for page in pdf.pages:
            digest.update(repr([float(x) for x in page.mediabox]).encode())
            contents = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
            for stream in contents:
                digest.update(stream.read_bytes())
    return digest.hexdigest()


def facts(path, password=""):
    """What the manifest says of a file: size, digest, pages, program, fonts."""
    with open(path, "rb") as file:
        data = file.read()
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        program = str(pdf.docinfo.get("/Producer", "")) or "unnamed"
        return {
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "pages": len(pdf.pages),
            "program": program.encode("ascii", "replace").decode(),
            "fonts": sorted(font_names(pdf)),
        }


def font_names(pdf):
    """The base fonts in a file, without subset prefixes."""
    names = set()
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font" and "/BaseFont" in obj:
            names.add(re.sub(r"^[A-Z]{6}\+", "", str(obj.BaseFont)[1:]))
    return names
