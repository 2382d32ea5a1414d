"""A file as an answer: to be saved, never shown, never kept by the browser."""

from litestar import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(data: bytes, name: str, media_type: str = XLSX) -> Response[bytes]:
    """The bytes under an ASCII name."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(data, media_type=media_type, headers=headers)
