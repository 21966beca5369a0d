using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Caching.Memory;

namespace FollowUp.Storage;

/// <summary>A document's text in numbered versions. A version never changes; its size has no limit of a row's.</summary>
/// <remarks>
/// The text's pieces are written first, under a key with its checksum; the version row that makes them count comes last.
/// Two writers at once, or a writer killed in the middle, thus never mix their pieces.
/// </remarks>
internal sealed class DocumentTable(FollowUpTables tables)
{
    private const string VersionRows = "version|";
    // Of UTF-16 units a row; far below a row's 1 MiB.
    private const int PieceLength = 300_000;

    // Of UTF-16 units of all documents that an instance keeps.
    private const int MaxKept = 10_000_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MaxKept });

    /// <summary>Adds the next version, or finds that the newest one says the same already. Returns its number, from 1.</summary>
    /// <param name="about">What <see cref="ListAsync"/> tells of the version without reading it; null where nobody asks.</param>
    public async Task<int> AddAsync<T>(string document, T content, CancellationToken cancellation, object? about = null) =>
        (await AddAsync(document, content, before: null, cancellation, about))!.Value;

    /// <param name="before">
    /// The version that the next one is to follow, 0 where there is to be none; null takes whichever is the newest.
    /// </param>
    /// <returns>Its number; null where another version has come after that one, and says something else.</returns>
    public async Task<int?> AddAsync<T>(string document, T content, int? before, CancellationToken cancellation, object? about = null)
    {
        var text = JsonSerializer.Serialize(content, StoredJson.Options);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        while (true)
        {
            var newest = await NewestAsync(document, cancellation);
            if (newest?.GetString("Checksum") == checksum)
            {
                return newest.GetInt32("Version")!.Value;
            }
            if (before != null && before != (newest?.GetInt32("Version") ?? 0))
            {
                return null;
            }
            var version = (newest?.GetInt32("Version") ?? 0) + 1;
            var pieces = 0;
            for (var start = 0; start < text.Length;)
            {
                var length = Math.Min(PieceLength, text.Length - start);
                if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
                {
                    length--;
                }
                var piece = new TableEntity(document, Piece(version, checksum, pieces++));
                piece.SetText(text.Substring(start, length));
                await tables.Documents.UpsertEntityAsync(piece, TableUpdateMode.Replace, cancellation);
                start += length;
            }
            try
            {
                var row = new TableEntity(document, $"{VersionRows}{version:D6}")
                {
                    ["Version"] = version,
                    ["Checksum"] = checksum,
                    ["Pieces"] = pieces,
                };
                if (about != null)
                {
                    row.SetJson(about);
                }
                await tables.Documents.AddEntityAsync(row, cancellation);
                return version;
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                // Added in the meantime: by somebody else, or by this very request, whose reply was lost, before the client repeated it.
                var there = await tables.Documents.GetEntityAsync<TableEntity>(document, $"{VersionRows}{version:D6}", ["Checksum"],
                    cancellation);
                if (there.Value.GetString("Checksum") == checksum)
                {
                    return version;
                }
            }
        }
    }

    /// <summary>The newest version, or null where there is none.</summary>
    public async Task<(int Version, T Content)?> NewestAsync<T>(string document, CancellationToken cancellation) =>
        await NewestAsync(document, cancellation) is { } row ? (row.GetInt32("Version")!.Value, await ReadAsync<T>(row, cancellation))
            : null;

    /// <summary>The newest version of every document whose name begins so, and what was recorded about its first one.</summary>
    public async Task<IReadOnlyList<(int Version, T Content, TAbout? First)>> ListNewestAsync<T, TAbout>(string prefix,
        CancellationToken cancellation) where TAbout : class
    {
        var (first, newest) = (new Dictionary<string, TableEntity>(), new Dictionary<string, TableEntity>());
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {prefix} and PartitionKey lt {RowKeys.AfterAll(prefix)} and RowKey ge {VersionRows}");
        await foreach (var row in tables.Documents.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            first.TryAdd(row.PartitionKey, row);
            newest[row.PartitionKey] = row;
        }
        var documents = new List<(int, T, TAbout?)>();
        foreach (var row in newest.Values)
        {
            documents.Add((row.GetInt32("Version")!.Value, await ReadAsync<T>(row, cancellation), About<TAbout>(first[row.PartitionKey])));
        }
        return documents;
    }

    /// <summary>What was recorded about each version as it was added, the oldest first; null where nothing was.</summary>
    public async Task<IReadOnlyList<(int Version, T? About)>> ListAsync<T>(string document, CancellationToken cancellation) where T : class
    {
        var versions = new List<(int, T?)>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {document} and RowKey ge {VersionRows}");
        await foreach (var row in tables.Documents.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            versions.Add((row.GetInt32("Version")!.Value, About<T>(row)));
        }
        return versions;
    }

    /// <exception cref="InvalidDataException">There is no such version.</exception>
    public async Task<T> GetAsync<T>(string document, int version, CancellationToken cancellation)
    {
        if (_kept.TryGetValue<T>((document, version), out var kept))
        {
            return kept!;
        }
        var row = await tables.Documents.GetEntityIfExistsAsync<TableEntity>(document, $"{VersionRows}{version:D6}",
            cancellationToken: cancellation);
        return row.HasValue ? await ReadAsync<T>(row.Value!, cancellation)
            : throw new InvalidDataException($"There is no version {version} of {document}.");
    }

    private async Task<TableEntity?> NewestAsync(string document, CancellationToken cancellation)
    {
        TableEntity? newest = null;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {document} and RowKey ge {VersionRows}");
        await foreach (var row in tables.Documents.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            newest = row;
        }
        return newest;
    }

    private async Task<T> ReadAsync<T>(TableEntity versionRow, CancellationToken cancellation)
    {
        var key = (versionRow.PartitionKey, versionRow.GetInt32("Version")!.Value);
        if (_kept.TryGetValue<T>(key, out var kept))
        {
            return kept!;
        }
        var text = new StringBuilder();
        for (var piece = 0; piece < versionRow.GetInt32("Pieces"); piece++)
        {
            var row = await tables.Documents.GetEntityAsync<TableEntity>(versionRow.PartitionKey,
                Piece(key.Value, versionRow.GetString("Checksum"), piece), cancellationToken: cancellation);
            text.Append(row.Value.GetText());
        }
        var content = JsonSerializer.Deserialize<T>(text.ToString(), StoredJson.Options)
            ?? throw new InvalidDataException($"{versionRow.PartitionKey} holds no {typeof(T).Name}.");
        return _kept.Set(key, content, new MemoryCacheEntryOptions { Size = text.Length });
    }

    private static T? About<T>(TableEntity versionRow) where T : class =>
        versionRow.GetText() == "" ? null : versionRow.GetJson<T>();

    private static string Piece(int version, string checksum, int piece) => $"piece|{version:D6}|{checksum}|{piece:D4}";
}
